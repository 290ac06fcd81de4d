package io.github.ferrypost.smtp;

import static io.github.ferrypost.smtp.ReplyRule.when;

import io.github.ferrypost.reply.FailureScope;
import java.util.List;

/** Replies about the connection and the sign-in. */
final class SignInReplies {
    static final List<ReplyRule> ROWS = List.of(
            when("535", "5\\.7\\.139", "disabled for the tenant")
                    .never(
                            FailureScope.ACCOUNT,
                            "SMTP AUTH is disabled for the whole tenant",
                            "SMTP AUTH ist für den ganzen Mandanten deaktiviert")
                    .remedy(
                            "Exchange PowerShell: Set-CASMailbox -Identity MAILBOX -SmtpClientAuthenticationDisabled"
                                    + " $false (or Set-TransportConfig for all), or send by Graph.",
                            "Exchange-PowerShell: Set-CASMailbox -Identity POSTFACH -SmtpClientAuthenticationDisabled"
                                    + " $false (oder Set-TransportConfig für alle), oder über Graph senden."),
            when("535", "5\\.7\\.139", "disabled for the mailbox")
                    .never(
                            FailureScope.MAILBOX,
                            "SMTP AUTH is disabled for this mailbox",
                            "SMTP AUTH ist für dieses Postfach deaktiviert")
                    .remedy(
                            "Microsoft 365 admin center: Users, Active users, the user, Mail, Manage email"
                                    + " apps: select Authenticated SMTP.",
                            "Microsoft 365 Admin Center: Benutzer, Aktive Benutzer, der Benutzer, E-Mail,"
                                    + " E-Mail-Apps verwalten: Authentifiziertes SMTP aktivieren."),
            when("535", "5\\.7\\.139", "security defaults")
                    .never(
                            FailureScope.ACCOUNT,
                            "The tenant's security defaults forbid SMTP AUTH",
                            "Die Sicherheitsstandards des Mandanten verbieten SMTP AUTH")
                    .remedy(
                            "Send by Graph, or replace the security defaults (Entra: Overview, Properties) by"
                                    + " Conditional Access.",
                            "Über Graph senden, oder die Sicherheitsstandards (Entra: Übersicht, Eigenschaften) durch"
                                    + " bedingten Zugriff ersetzen."),
            when("535", "5\\.7\\.139", "did not meet the criteria")
                    .never(
                            FailureScope.ACCOUNT,
                            "A policy of the tenant forbids this sign-in",
                            "Eine Richtlinie des Mandanten verbietet diese Anmeldung")
                    .remedy(
                            "In Entra, Sign-in logs, tab Conditional Access, find the policy and exclude the"
                                    + " app from it.",
                            "In Entra unter Anmeldeprotokolle, Reiter Bedingter Zugriff, die Richtlinie"
                                    + " suchen und die App davon ausnehmen."),
            when("535", "5\\.7\\.139", "basic authentication is disabled")
                    .never(
                            FailureScope.ACCOUNT,
                            "The sign-in used a password, but the tenant no longer accepts passwords",
                            "Die Anmeldung benutzte ein Kennwort, aber der Mandant nimmt keine Kennwörter mehr an")
                    .remedy("Sign in with OAuth2 (XOAUTH2).", "Mit OAuth2 (XOAUTH2) anmelden."),
            when("535", "5\\.7\\.139", "credentials were incorrect")
                    .never(
                            FailureScope.ACCOUNT,
                            "User name or password is wrong",
                            "Benutzername oder Kennwort ist falsch")
                    .remedy(
                            "Check the mailbox address; sign in with OAuth2 (XOAUTH2).",
                            "Die Adresse des Postfachs prüfen; mit OAuth2 (XOAUTH2) anmelden."),
            when("535", "5\\.7\\.139", "")
                    .never(FailureScope.ACCOUNT, "Exchange forbids this sign-in", "Exchange verbietet diese Anmeldung")
                    .remedy(
                            "See the reason in Entra: Sign-in logs, Service principal sign-ins.",
                            "Den Grund in Entra nachsehen: Anmeldeprotokolle, Dienstprinzipalanmeldungen."),
            when("535", "5\\.7\\.3", "")
                    .ofUser()
                    .never(
                            FailureScope.ACCOUNT,
                            "Exchange refuses the sign-in of the user in ferrypost.user",
                            "Exchange verweigert die Anmeldung des Benutzers aus ferrypost.user")
                    .remedy(
                            "Check that the user has a mailbox, a licence with SMTP AUTH and no block, and that the app"
                                    + " has the delegated permission SMTP.Send; then sign the user in again.",
                            "Prüfen, ob der Benutzer ein Postfach und eine Lizenz mit SMTP AUTH hat und nicht gesperrt"
                                    + " ist, und ob die App die delegierte Berechtigung SMTP.Send hat; dann den"
                                    + " Benutzer erneut anmelden.")
                    .freshToken(),
            when("535", "5\\.7\\.3", "")
                    .never(
                            FailureScope.ACCOUNT,
                            "Exchange refuses the token for this mailbox",
                            "Exchange verweigert das Token für dieses Postfach")
                    .remedy(
                            "Exchange PowerShell: New-ServicePrincipal with the object ID of the enterprise"
                                    + " application (not of the app registration), then Add-MailboxPermission"
                                    + " FullAccess on the mailbox; new permissions can take up to two hours"
                                    + " to take effect.",
                            "Exchange-PowerShell: New-ServicePrincipal mit der Objekt-ID der Unternehmensanwendung"
                                    + " (nicht der App-Registrierung), dann Add-MailboxPermission FullAccess auf das"
                                    + " Postfach; neue Berechtigungen wirken erst nach bis zu zwei Stunden.")
                    .freshToken(),
            when("5\\d\\d", "5\\.7\\.142", "")
                    .later(
                            FailureScope.SESSION,
                            "The access token expires too soon for an SMTP session",
                            "Das Zugriffstoken läuft für eine SMTP-Sitzung zu bald ab")
                    .remedy("Check this machine's clock.", "Die Uhr dieses Rechners prüfen.")
                    .freshToken(),
            when("5\\d\\d", "5\\.7\\.143", "")
                    .later(FailureScope.SESSION, "The access token has expired", "Das Zugriffstoken ist abgelaufen")
                    .remedy("Check this machine's clock.", "Die Uhr dieses Rechners prüfen.")
                    .freshToken(),
            when("5\\d\\d", "5\\.7\\.144", "")
                    .never(
                            FailureScope.ACCOUNT,
                            "The app does not have the permission for High Volume Email",
                            "Der App fehlt die Berechtigung für High Volume Email")
                    .remedy(
                            "Entra: App registrations, the app, API permissions: add the application permission for SMTP"
                                    + " and grant admin consent.",
                            "Entra: App-Registrierungen, die App, API-Berechtigungen: die Anwendungsberechtigung für"
                                    + " SMTP hinzufügen und die Administratorzustimmung erteilen."),
            when("5\\d\\d", "5\\.7\\.240", "")
                    .never(
                            FailureScope.ACCOUNT,
                            "The High Volume Email account does not allow the app",
                            "Das Konto für High Volume Email lässt die App nicht zu")
                    .remedy(
                            "Add the app to the list of allowed apps of the HVE account.",
                            "Die App in die Liste der zugelassenen Apps des HVE-Kontos aufnehmen."),
            when("5\\d\\d", "5\\.5\\.12[1-6]", "")
                    .never(
                            FailureScope.ACCOUNT,
                            "The server cannot read the XOAUTH2 sign-in",
                            "Der Server kann die Anmeldung mit XOAUTH2 nicht lesen")
                    .remedy(
                            "Check the mailbox and the tenant in the settings, and report the server's reply.",
                            "Postfach und Mandant in den Einstellungen prüfen und die Antwort des Servers melden."),
            when("535", "", "")
                    .atSignIn()
                    .never(
                            FailureScope.ACCOUNT,
                            "The server refuses the sign-in",
                            "Der Server verweigert die Anmeldung")
                    .remedy(
                            "Check the mailbox, the tenant and the app, and that the SMTP endpoint belongs to"
                                    + " the cloud.",
                            "Postfach, Mandant und App prüfen, und ob der SMTP-Endpunkt zur Cloud gehört.")
                    .freshToken(),
            when("5\\d\\d", "5\\.7\\.30", "")
                    .never(
                            FailureScope.ACCOUNT,
                            "Exchange no longer accepts passwords for sending",
                            "Exchange nimmt zum Senden keine Kennwörter mehr an")
                    .remedy("Sign in with OAuth2 (XOAUTH2).", "Mit OAuth2 (XOAUTH2) anmelden."),
            when("5\\d\\d", "5\\.7\\.57", "")
                    .never(
                            FailureScope.ACCOUNT,
                            "Exchange does not consider the session signed in",
                            "Exchange hält die Sitzung nicht für angemeldet")
                    .remedy(
                            "Check that no firewall or proxy between this machine and Exchange removes AUTH;"
                                    + " run `ferrypost doctor`.",
                            "Prüfen, ob eine Firewall oder ein Proxy auf dem Weg zu Exchange AUTH entfernt;"
                                    + " `ferrypost doctor` ausführen."),
            when("5\\d\\d", "5\\.7\\.68", "")
                    .never(
                            FailureScope.ACCOUNT,
                            "The message reached Exchange without a sign-in, and the tenant rejects Direct Send",
                            "Die Nachricht erreichte Exchange ohne Anmeldung, und der Mandant lehnt Direct Send ab")
                    .remedy(
                            "Check that ferrypost.endpoint.smtp is smtp.office365.com:587 and not the tenant's MX host.",
                            "Prüfen, ob ferrypost.endpoint.smtp smtp.office365.com:587 ist und nicht der MX-Host des"
                                    + " Mandanten."),
            when("", "[45]\\.7\\.66", "")
                    .later(
                            FailureScope.ACCOUNT,
                            "The connection used TLS 1.0 or 1.1, which Exchange refuses",
                            "Die Verbindung benutzte TLS 1.0 oder 1.1, was Exchange ablehnt")
                    .remedy(
                            "Allow TLS 1.2 and 1.3 in Java's security settings (jdk.tls.disabledAlgorithms).",
                            "TLS 1.2 und 1.3 in Javas Sicherheitseinstellungen erlauben"
                                    + " (jdk.tls.disabledAlgorithms)."));

    private SignInReplies() {}
}
