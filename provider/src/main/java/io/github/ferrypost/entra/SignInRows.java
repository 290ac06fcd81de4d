package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.ACCOUNT_WAITS;
import static io.github.ferrypost.entra.AadstsKind.SIGN_IN;

import java.util.List;

/** AADSTS codes about sign-ins by a person: codes, refresh tokens, device codes. */
final class SignInRows {
    private static final String AGAIN = "Sign in again.";
    private static final String AGAIN_GERMAN = "Noch einmal anmelden.";

    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    SIGN_IN,
                    "The proof key of the sign-in (PKCE) is missing or does not match",
                    "Der Nachweis, der zur Anmeldung gehört (PKCE), fehlt oder passt nicht",
                    "Sign in again, in a single browser window.",
                    "Noch einmal anmelden, in einem einzigen Fenster des Browsers.",
                    50147,
                    501481,
                    9002325),
            AadstsRow.of(
                    SIGN_IN,
                    "The code of this sign-in has already been used",
                    "Der Code dieser Anmeldung ist schon benutzt worden",
                    AGAIN,
                    AGAIN_GERMAN,
                    54005),
            AadstsRow.of(
                    SIGN_IN,
                    "The sign-in is not valid, or the request is malformed",
                    "Die Anmeldung ist ungültig, oder die Anfrage ist fehlerhaft",
                    "Sign in again; if this continues, report it to Ferrypost with the trace ID.",
                    "Noch einmal anmelden; bleibt es dabei, Ferrypost mit der Trace-ID melden.",
                    70000,
                    9002313,
                    500112),
            AadstsRow.of(
                    SIGN_IN,
                    "The sign-in has expired because it was not used for 90 days",
                    "Die Anmeldung ist abgelaufen, weil sie 90 Tage nicht benutzt wurde",
                    "Sign in again; or better, let the app sign in with a client secret or certificate.",
                    "Noch einmal anmelden; besser: die App sich selbst anmelden lassen, mit geheimem"
                            + " Clientschlüssel oder"
                            + " Zertifikat.",
                    70008,
                    700082),
            AadstsRow.of(
                    SIGN_IN,
                    "The sign-in of a single-page application has reached its fixed limit of 24 hours",
                    "Die Anmeldung einer Single-Page-Anwendung hat ihre feste Grenze von 24 Stunden erreicht",
                    "App registrations > the app > Authentication: register the URI under Web, or let the app"
                            + " sign in with a client secret or certificate.",
                    "App-Registrierungen > die App > Authentifizierung: die URI unter \"Web\" eintragen, oder die App sich"
                            + " selbst anmelden lassen, mit geheimem Clientschlüssel oder Zertifikat.",
                    700084),
            AadstsRow.of(
                    SIGN_IN,
                    "The sign-in was revoked: the password was changed, or an administrator has ended it",
                    "Die Anmeldung wurde widerrufen: Das Kennwort wurde geändert, oder ein Administrator hat sie beendet",
                    AGAIN,
                    AGAIN_GERMAN,
                    50173,
                    50133,
                    50132),
            AadstsRow.of(
                    SIGN_IN,
                    "The sign-in took too long",
                    "Die Anmeldung hat zu lange gedauert",
                    AGAIN,
                    AGAIN_GERMAN,
                    50089),
            AadstsRow.of(
                    SIGN_IN,
                    "No user is signed in, and the request did not allow a prompt",
                    "Kein Benutzer ist angemeldet, und die Anfrage erlaubte keine Rückfrage",
                    "Sign in again. If Ferrypost only tests a redirect URI, this is the expected answer.",
                    "Noch einmal anmelden. Wenn Ferrypost nur eine Umleitungs-URI prüft, ist dies die"
                            + " erwartete Antwort.",
                    50058),
            AadstsRow.of(
                    ACCOUNT_WAITS,
                    "The code has not been entered yet",
                    "Der Code ist noch nicht eingegeben worden",
                    "Enter the code on the sign-in page.",
                    "Den Code auf der Anmeldeseite eingeben.",
                    70016),
            AadstsRow.of(
                    SIGN_IN,
                    "The device code is wrong or has expired",
                    "Der Gerätecode ist falsch oder abgelaufen",
                    "Start the sign-in again, and enter the new code in time.",
                    "Die Anmeldung neu beginnen und den neuen Code rechtzeitig eingeben.",
                    70018,
                    70019,
                    70020));

    private SignInRows() {}
}
