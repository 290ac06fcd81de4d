package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.BUSY;
import static io.github.ferrypost.entra.AadstsKind.REQUEST;

import java.util.List;

/** AADSTS codes about the request itself, and about Entra's own state. */
final class RequestRows {
    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    REQUEST,
                    "the scope is invalid",
                    "der Bereich (scope) ist ungültig",
                    "Check ferrypost.cloud and the overridden endpoints; one request may name one service only.",
                    "ferrypost.cloud und die überschriebenen Endpunkte prüfen; eine Anfrage darf nur einen Dienst nennen.",
                    70011,
                    28002,
                    650053),
            AadstsRow.of(
                    REQUEST,
                    "the scope of a sign-in by the app itself must end in /.default",
                    "der Bereich (scope) einer Anmeldung der App selbst muss auf /.default enden",
                    "Use https://graph.microsoft.com/.default or https://outlook.office365.com/.default.",
                    "https://graph.microsoft.com/.default oder https://outlook.office365.com/.default verwenden.",
                    1002012),
            AadstsRow.of(
                    REQUEST,
                    "the scope names several services, or none",
                    "der Bereich (scope) nennt mehrere Dienste oder keinen",
                    "Ask for one service in each token: Graph or Exchange.",
                    "Je Token nur einen Dienst verlangen: Graph oder Exchange.",
                    700022,
                    28000,
                    28003),
            AadstsRow.of(
                    REQUEST,
                    "Entra could not read the request",
                    "Entra konnte die Anfrage nicht lesen",
                    "Report it to Ferrypost with the trace id; if a proxy stands between, let it pass the login host"
                            + " unchanged.",
                    "Ferrypost mit der Trace-ID melden; steht ein Proxy dazwischen, ihn den Anmeldehost unverändert"
                            + " durchlassen lassen.",
                    90023,
                    90014,
                    900144),
            AadstsRow.of(
                    BUSY,
                    "Entra saw the same request over and over, and holds it back",
                    "Entra sah dieselbe Anfrage immer wieder und hält sie zurück",
                    "Wait; and look for a program that signs in with this app for every mail instead of keeping its token.",
                    "Warten; und nach einem Programm suchen, das sich mit dieser App für jede Mail neu anmeldet, statt sein"
                            + " Token zu behalten.",
                    50196),
            AadstsRow.of(
                    BUSY,
                    "Entra is busy or out of order for a while",
                    "Entra ist gerade überlastet oder gestört",
                    "Nothing: Ferrypost tries again. If it lasts: https://status.cloud.microsoft.",
                    "Nichts: Ferrypost versucht es erneut. Hält es an: https://status.cloud.microsoft.",
                    90055,
                    90033,
                    90024,
                    90090,
                    50033));

    private RequestRows() {}
}
