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
                    "the proof that belongs to the sign-in (PKCE) is missing or does not fit",
                    "der Nachweis, der zur Anmeldung gehört (PKCE), fehlt oder passt nicht",
                    "Sign in again, in one window of the browser.",
                    "Noch einmal anmelden, in einem einzigen Fenster des Browsers.",
                    50147,
                    501481,
                    9002325),
            AadstsRow.of(
                    SIGN_IN,
                    "the code of this sign-in has been used already",
                    "der Code dieser Anmeldung ist schon benutzt worden",
                    AGAIN,
                    AGAIN_GERMAN,
                    54005),
            AadstsRow.of(
                    SIGN_IN,
                    "the sign-in is not valid, or the request is malformed",
                    "die Anmeldung ist ungültig, oder die Anfrage ist fehlerhaft",
                    "Sign in again; if it stays, report it to Ferrypost with the trace id.",
                    "Noch einmal anmelden; bleibt es dabei, Ferrypost mit der Trace-ID melden.",
                    70000,
                    9002313,
                    500112),
            AadstsRow.of(
                    SIGN_IN,
                    "the sign-in has lapsed, as it was not used for 90 days",
                    "die Anmeldung ist verfallen, da sie 90 Tage nicht benutzt wurde",
                    "Sign in again; better, let the app sign in for itself, by client secret or certificate.",
                    "Noch einmal anmelden; besser die App sich selbst anmelden lassen, mit geheimem Clientschlüssel oder"
                            + " Zertifikat.",
                    70008,
                    700082),
            AadstsRow.of(
                    SIGN_IN,
                    "the sign-in of a single-page application has reached its fixed end of 24 hours",
                    "die Anmeldung einer Single-Page-Anwendung hat ihr festes Ende nach 24 Stunden erreicht",
                    "App registrations > the app > Authentication: register the URI under Web, or let the app sign in for"
                            + " itself, by client secret or certificate.",
                    "App-Registrierungen > die App > Authentifizierung: die URI unter \"Web\" eintragen, oder die App sich"
                            + " selbst anmelden lassen, mit geheimem Clientschlüssel oder Zertifikat.",
                    700084),
            AadstsRow.of(
                    SIGN_IN,
                    "the sign-in was revoked: the password was changed, or an administrator has ended it",
                    "die Anmeldung wurde widerrufen: Das Kennwort wurde geändert, oder ein Administrator hat sie beendet",
                    AGAIN,
                    AGAIN_GERMAN,
                    50173,
                    50133,
                    50132),
            AadstsRow.of(
                    SIGN_IN,
                    "the sign-in took too long",
                    "die Anmeldung hat zu lange gedauert",
                    AGAIN,
                    AGAIN_GERMAN,
                    50089),
            AadstsRow.of(
                    SIGN_IN,
                    "nobody is signed in, and no question was allowed",
                    "niemand ist angemeldet, und es durfte nicht gefragt werden",
                    "Sign in again. Where a redirect URI is only probed, this is the answer that is hoped for.",
                    "Noch einmal anmelden. Wo nur eine Umleitungs-URI geprüft wird, ist dies die erhoffte Antwort.",
                    50058),
            AadstsRow.of(
                    ACCOUNT_WAITS,
                    "the code has not been entered yet",
                    "der Code ist noch nicht eingegeben worden",
                    "Enter the code on the page that was named.",
                    "Den Code auf der genannten Seite eingeben.",
                    70016),
            AadstsRow.of(
                    SIGN_IN,
                    "the device code is wrong or has expired",
                    "der Gerätecode ist falsch oder abgelaufen",
                    "Start the sign-in again, and enter the new code in time.",
                    "Die Anmeldung neu beginnen und den neuen Code rechtzeitig eingeben.",
                    70018,
                    70019,
                    70020));

    private SignInRows() {}
}
