package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.BUSY;
import static io.github.ferrypost.entra.AadstsKind.REQUEST;

import java.util.List;

/** AADSTS codes about the request itself, and about Entra's own state. */
final class RequestRows {
    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    REQUEST,
                    "The scope is invalid",
                    "Der Bereich (scope) ist ungültig",
                    "Check ferrypost.cloud and the overridden endpoints; one request may name one service only.",
                    "ferrypost.cloud und die überschriebenen Endpunkte prüfen; eine Anfrage darf nur einen Dienst nennen.",
                    70011,
                    28002,
                    650053),
            AadstsRow.of(
                    REQUEST,
                    "The scope of an app's own sign-in must end in /.default",
                    "Der Bereich (scope) einer Anmeldung der App selbst muss auf /.default enden",
                    "Use https://graph.microsoft.com/.default or https://outlook.office365.com/.default.",
                    "https://graph.microsoft.com/.default oder https://outlook.office365.com/.default verwenden.",
                    1002012),
            AadstsRow.of(
                    REQUEST,
                    "The scope names several services, or none",
                    "Der Bereich (scope) nennt mehrere Dienste oder keinen",
                    "Request one service per token: Graph or Exchange.",
                    "Je Token nur einen Dienst verlangen: Graph oder Exchange.",
                    700022,
                    28000,
                    28003),
            AadstsRow.of(
                    REQUEST,
                    "Entra could not read the request",
                    "Entra konnte die Anfrage nicht lesen",
                    "Report this to Ferrypost with the trace ID; if there is a proxy, let it pass requests to"
                            + " the login host unchanged.",
                    "Ferrypost mit der Trace-ID melden; ein Proxy muss Anfragen an den Anmeldehost"
                            + " unverändert durchlassen.",
                    90023,
                    90014,
                    900144),
            AadstsRow.of(
                    BUSY,
                    "Entra received the same request too often and rejects it",
                    "Entra hat dieselbe Anfrage zu oft erhalten und weist sie ab",
                    "Wait, and look for a program that signs in with this app for every message instead of"
                            + " reusing its token.",
                    "Warten und nach einem Programm suchen, das sich mit dieser App für jede Nachricht neu"
                            + " anmeldet, statt sein Token wiederzuverwenden.",
                    50196),
            AadstsRow.of(
                    BUSY,
                    "Entra is temporarily busy or unavailable",
                    "Entra ist gerade überlastet oder gestört",
                    "Nothing: Ferrypost retries. If this continues, check https://status.cloud.microsoft.",
                    "Nichts: Ferrypost versucht es erneut. Hält es an, auf https://status.cloud.microsoft nachsehen.",
                    90055,
                    90033,
                    90024,
                    90090,
                    50033));

    private RequestRows() {}
}
