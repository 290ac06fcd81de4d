package io.github.ferrypost.login;

/** The messages of the command, in both languages; {@code %s} is a placeholder. */
enum LoginMessages {
    ENTER_CODE(
            "Open %s in a browser, on this or any other device, and enter the code %s.",
            "Auf diesem oder einem anderen Gerät im Browser %s öffnen und den Code %s eingeben."),
    SIGN_IN_AS("Sign in as %s.", "Als %s anmelden."),
    CODE_HOLDS("The code holds for %s minutes. Waiting ...", "Der Code gilt %s Minuten. Es wird gewartet ..."),
    BROWSER_OPENED(
            "Your browser should show Microsoft's sign-in page now. If it does not, open this address in it:",
            "Der Browser sollte jetzt die Anmeldeseite von Microsoft zeigen. Wenn nicht, diese Adresse darin öffnen:"),
    OPEN_BROWSER(
            "Open this address in a browser on this machine (on another one, use --device-code):",
            "Diese Adresse in einem Browser auf diesem Rechner öffnen (auf einem anderen: --device-code):"),
    WAITING("Waiting for %s minutes at most ...", "Es wird höchstens %s Minuten gewartet ..."),
    DECLINED("The sign-in was declined. Nothing was changed.", "Die Anmeldung wurde abgelehnt. Nichts wurde geändert."),
    TOO_LATE(
            "Nobody signed in in time. Run the command again.",
            "Es hat sich niemand rechtzeitig angemeldet. Den Befehl noch einmal ausführen."),
    REFUSED("The sign-in was refused: %s", "Die Anmeldung wurde verweigert: %s"),
    WHAT_TO_DO("What to do: %s", "Was zu tun ist: %s"),
    ADMIN_CONSENT(
            "An administrator may consent for everybody here: %s",
            "Ein Administrator kann hier für alle zustimmen: %s"),
    OTHER_USER(
            "%s has signed in, but ferrypost.user is %s. Nothing was stored: sign in as %2$s, or correct ferrypost.user.",
            "%s hat sich angemeldet, aber ferrypost.user ist %s. Nichts wurde gespeichert: als %2$s anmelden oder"
                    + " ferrypost.user berichtigen."),
    OTHER_MAILBOX(
            "%s has signed in, and mail goes out from %s: that user needs Full Access and Send As for the mailbox, and the"
                    + " app Mail.Send.Shared for Graph.",
            "%s hat sich angemeldet, gesendet wird aus %s: Dieser Benutzer braucht Vollzugriff und \"Senden als\" für das"
                    + " Postfach, die App für Graph Mail.Send.Shared."),
    KEPT("Signed in as %s; kept in %s.", "Angemeldet als %s; aufbewahrt in %s."),
    SET_ASIDE(
            "The old token file could not be read and was put aside: %s",
            "Die alte Token-Datei war nicht lesbar und wurde zur Seite gelegt: %s"),
    PROVED("%s: a token came without asking again.", "%s: Ein Token kam ohne weitere Frage."),
    NOT_PROVED("%s: no token. %s", "%s: kein Token. %s"),
    NO_ACCOUNT("There is no account \"%s\" among %s.", "Es gibt kein Konto \"%s\" unter %s."),
    WHICH_ACCOUNT(
            "Several accounts want a user's sign-in; name one by --account: %s",
            "Für mehrere Konten muss sich ein Benutzer anmelden; eines mit --account nennen: %s"),
    NO_USER(
            "Nobody needs to sign in: %s. For a user's sign-in set ferrypost.sign-in to device-code or browser.",
            "Niemand muss sich anmelden: %s. Für die Anmeldung eines Benutzers ferrypost.sign-in auf device-code oder"
                    + " browser setzen."),
    NO_LISTENER(
            "No port could be opened on this machine for the browser's answer (%s). Try --device-code.",
            "Auf diesem Rechner ließ sich kein Port für die Antwort des Browsers öffnen (%s). Mit --device-code versuchen.");

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
