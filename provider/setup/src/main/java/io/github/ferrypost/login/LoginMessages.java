package io.github.ferrypost.login;

/** The messages of the command, in both languages; {@code %s} is a placeholder. */
enum LoginMessages {
    ENTER_CODE(
            "Open %s in a browser, on this or any other device, and enter the code %s.",
            "Auf diesem oder einem anderen Gerät im Browser %s öffnen und den Code %s eingeben."),
    SIGN_IN_AS("Sign in as %s.", "Als %s anmelden."),
    CODE_HOLDS("The code is valid for %s minutes. Waiting ...", "Der Code gilt %s Minuten. Ferrypost wartet ..."),
    BROWSER_OPENED(
            "Your browser should now show Microsoft's sign-in page. If it does not, open this address:",
            "Der Browser sollte jetzt die Anmeldeseite von Microsoft zeigen. Wenn nicht, diese Adresse darin öffnen:"),
    OPEN_BROWSER(
            "Open this address in a browser on this machine (on another one, use --device-code):",
            "Diese Adresse in einem Browser auf diesem Rechner öffnen (auf einem anderen: --device-code):"),
    WAITING("Waiting for %s minutes at most ...", "Ferrypost wartet höchstens %s Minuten ..."),
    DECLINED(
            "The user declined the sign-in. Nothing was changed.",
            "Der Benutzer hat die Anmeldung abgelehnt. Nichts wurde geändert."),
    TOO_LATE(
            "The sign-in timed out. Run the command again.",
            "Die Zeit für die Anmeldung ist abgelaufen. Den Befehl noch einmal ausführen."),
    REFUSED("Entra refused the sign-in: %s", "Entra hat die Anmeldung verweigert: %s"),
    WHAT_TO_DO("What to do: %s", "Abhilfe: %s"),
    ADMIN_CONSENT(
            "An administrator can consent for all users here: %s",
            "Ein Administrator kann hier für alle Benutzer zustimmen: %s"),
    OTHER_USER(
            "%s has signed in, but ferrypost.user is %s. Nothing was stored: sign in as %2$s, or correct ferrypost.user.",
            "%s hat sich angemeldet, aber ferrypost.user ist %s. Nichts wurde gespeichert: als %2$s anmelden oder"
                    + " ferrypost.user berichtigen."),
    OTHER_MAILBOX(
            "%s has signed in, but messages are sent from %s: the user needs Full Access and Send As for the"
                    + " mailbox, and the app needs Mail.Send.Shared for Graph.",
            "%s hat sich angemeldet, gesendet wird aber aus %s: Der Benutzer braucht Vollzugriff und \"Senden"
                    + " als\" für das Postfach, die App braucht Mail.Send.Shared für Graph."),
    KEPT("Signed in as %s; the sign-in is stored in %s.", "Angemeldet als %s; die Anmeldung ist in %s gespeichert."),
    SET_ASIDE(
            "The old token file was not readable and has been renamed: %s",
            "Die alte Token-Datei war nicht lesbar und wurde umbenannt: %s"),
    PROVED(
            "%s: Entra issued a token without another sign-in.",
            "%s: Entra hat ein Token ohne erneute Anmeldung ausgestellt."),
    NOT_PROVED("%s: no token. %s", "%s: kein Token. %s"),
    NO_ACCOUNT("There is no account \"%s\" among %s.", "Es gibt kein Konto \"%s\" unter %s."),
    WHICH_ACCOUNT(
            "Several accounts need a user's sign-in; select one with --account: %s",
            "Mehrere Konten brauchen die Anmeldung eines Benutzers; eines mit --account auswählen: %s"),
    NO_USER(
            "No user needs to sign in: %s. To let a user sign in, set ferrypost.sign-in to device-code or browser.",
            "Kein Benutzer muss sich anmelden: %s. Für die Anmeldung eines Benutzers ferrypost.sign-in auf"
                    + " device-code oder browser setzen."),
    NO_LISTENER(
            "Cannot open a port on this machine for the browser's answer (%s). Use --device-code.",
            "Auf diesem Rechner ließ sich kein Port für die Antwort des Browsers öffnen (%s). --device-code"
                    + " verwenden.");

    private final String english;
    private final String german;

    LoginMessages(String english, String german) {
        this.english = english;
        this.german = german;
    }

    String in(LoginLanguage language, Object... values) {
        return String.format(language == LoginLanguage.DE ? german : english, values);
    }
}
