package io.github.ferrypost.smtp;

import static io.github.ferrypost.smtp.ReplyRow.when;

import io.github.ferrypost.reply.Blame;
import java.time.Duration;
import java.util.List;

/**
 * What Exchange Online's replies mean: the rows in the order in which they are tried, the first that fits decides. The
 * texts are Microsoft's page on SMTP AUTH submission, its list of non-delivery reports, and what users have reported;
 * what no row knows is judged by {@link Judge} from its first digit.
 */
public final class SmtpReplies {
    /** Exchange counts recipients over a sliding day, and a throttled sender is let in again bit by bit. */
    private static final Duration LONG = Duration.ofHours(1);

    /** Exchange counts messages by the minute. */
    private static final Duration SHORT = Duration.ofMinutes(1);

    private static final List<ReplyRow> ROWS = List.of(
            when("535", "5\\.7\\.139", "disabled for the tenant")
                    .never(Blame.ACCOUNT, "SMTP AUTH is switched off for the whole tenant")
                    .remedy(
                            "Exchange PowerShell: Set-CASMailbox -Identity MAILBOX -SmtpClientAuthenticationDisabled"
                                    + " $false (or Set-TransportConfig for all), or send by Graph.",
                            "Exchange-PowerShell: Set-CASMailbox -Identity POSTFACH -SmtpClientAuthenticationDisabled"
                                    + " $false (oder Set-TransportConfig für alle), oder über Graph senden."),
            when("535", "5\\.7\\.139", "disabled for the mailbox")
                    .never(Blame.MAILBOX, "SMTP AUTH is switched off for this mailbox")
                    .remedy(
                            "Microsoft 365 admin center: Users, Active users, the user, Mail, Manage email apps: tick"
                                    + " Authenticated SMTP.",
                            "Microsoft 365 Admin Center: Benutzer, Aktive Benutzer, der Benutzer, E-Mail,"
                                    + " E-Mail-Apps verwalten: Authentifiziertes SMTP ankreuzen."),
            when("535", "5\\.7\\.139", "security defaults")
                    .never(Blame.ACCOUNT, "the tenant's security defaults forbid SMTP AUTH")
                    .remedy(
                            "Send by Graph, or replace the security defaults (Entra: Overview, Properties) by"
                                    + " Conditional Access.",
                            "Über Graph senden, oder die Sicherheitsstandards (Entra: Übersicht, Eigenschaften) durch"
                                    + " bedingten Zugriff ersetzen."),
            when("535", "5\\.7\\.139", "did not meet the criteria")
                    .never(Blame.ACCOUNT, "a policy of the tenant forbids this sign-in")
                    .remedy(
                            "Entra: Sign-in logs, tab Conditional Access, shows the policy; exclude the app from it.",
                            "Entra: Anmeldeprotokolle, Reiter Bedingter Zugriff, zeigt die Richtlinie; die App davon"
                                    + " ausnehmen."),
            when("535", "5\\.7\\.139", "basic authentication is disabled")
                    .never(Blame.ACCOUNT, "a password was used, and the tenant no longer takes passwords")
                    .remedy("Sign in with OAuth2 (XOAUTH2).", "Mit OAuth2 (XOAUTH2) anmelden."),
            when("535", "5\\.7\\.139", "credentials were incorrect")
                    .never(Blame.ACCOUNT, "user name or password is wrong")
                    .remedy(
                            "Check the mailbox address; sign in with OAuth2 (XOAUTH2).",
                            "Die Adresse des Postfachs prüfen; mit OAuth2 (XOAUTH2) anmelden."),
            when("535", "5\\.7\\.139", "")
                    .never(Blame.ACCOUNT, "Exchange forbids this sign-in")
                    .remedy(
                            "Entra: Sign-in logs, Service principal sign-ins, name the reason.",
                            "Entra: Anmeldeprotokolle, Dienstprinzipalanmeldungen, nennen den Grund."),
            when("535", "5\\.7\\.3", "")
                    .never(Blame.ACCOUNT, "Exchange refuses the token for this mailbox")
                    .remedy(
                            "Exchange PowerShell: New-ServicePrincipal with the object ID of the enterprise"
                                    + " application (not of the app registration), then Add-MailboxPermission"
                                    + " FullAccess on the mailbox; new rights need up to two hours.",
                            "Exchange-PowerShell: New-ServicePrincipal mit der Objekt-ID der Unternehmensanwendung"
                                    + " (nicht der App-Registrierung), dann Add-MailboxPermission FullAccess auf das"
                                    + " Postfach; neue Rechte brauchen bis zu zwei Stunden.")
                    .freshToken(),
            when("535", "", "")
                    .never(Blame.ACCOUNT, "the server refuses the sign-in")
                    .remedy(
                            "Check mailbox, tenant and app, and that the SMTP endpoint is the one of the cloud.",
                            "Postfach, Mandant und App prüfen, und ob der SMTP-Endpunkt zur Cloud gehört.")
                    .freshToken(),
            when("5\\d\\d", "5\\.7\\.30", "")
                    .never(Blame.ACCOUNT, "Exchange no longer takes passwords for sending")
                    .remedy("Sign in with OAuth2 (XOAUTH2).", "Mit OAuth2 (XOAUTH2) anmelden."),
            when("5\\d\\d", "5\\.7\\.57", "")
                    .never(Blame.ACCOUNT, "Exchange does not hold the session for signed in")
                    .remedy(
                            "Check that nothing between here and Exchange drops AUTH; run the doctor.",
                            "Prüfen, ob etwas auf dem Weg zu Exchange AUTH unterdrückt; den Doctor laufen lassen."),
            when("", "4\\.7\\.66", "")
                    .never(Blame.ACCOUNT, "the connection used TLS 1.0 or 1.1, which Exchange refuses")
                    .remedy(
                            "Allow TLS 1.2 and 1.3 in Java's security settings (jdk.tls.disabledAlgorithms).",
                            "TLS 1.2 und 1.3 in Javas Sicherheitseinstellungen erlauben"
                                    + " (jdk.tls.disabledAlgorithms)."),
            when("5\\d\\d", "", "SendAsDenied")
                    .never(Blame.MESSAGE, "the mailbox may not send as the address in From")
                    .remedy(
                            "Send from the mailbox's own address, or Add-RecipientPermission -AccessRights SendAs.",
                            "Von der eigenen Adresse des Postfachs senden, oder Add-RecipientPermission -AccessRights"
                                    + " SendAs."),
            when("5\\d\\d", "5\\.7\\.60", "")
                    .never(Blame.MESSAGE, "the mailbox may not send as this sender")
                    .remedy(
                            "Send from the mailbox's own address, or Add-RecipientPermission -AccessRights SendAs.",
                            "Von der eigenen Adresse des Postfachs senden, oder Add-RecipientPermission -AccessRights"
                                    + " SendAs."),
            when("5\\d\\d", "5\\.2\\.25[1-5]", "")
                    .later(Blame.MAILBOX, "Exchange blocks the sender, since one permanent failure was repeated often")
                    .remedy(
                            "Stop sending from this mailbox, mend the cause that the reply names, then wait.",
                            "Aus diesem Postfach nichts mehr senden, die genannte Ursache beheben, dann warten.")
                    .retryAfter(LONG),
            when("5\\d\\d", "", "submission ?quota")
                    .later(Blame.MAILBOX, "the mailbox has reached its limit of recipients a day")
                    .remedy(
                            "Wait up to 24 hours, or spread the mail over several mailboxes.",
                            "Bis zu 24 Stunden warten, oder die Mails auf mehrere Postfächer verteilen.")
                    .retryAfter(LONG),
            when("5\\d\\d", "", "QuotaExceededException")
                    .later(Blame.MAILBOX, "the sending mailbox is full, and Exchange keeps a copy of what it sends")
                    .remedy(
                            "Make room in the mailbox, or raise its quota.",
                            "Im Postfach Platz schaffen, oder sein Kontingent anheben."),
            when("4\\d\\d", "", "thread limit")
                    .later(Blame.MAILBOX, "the mailbox has more than three connections at once")
                    .remedy(
                            "Let nothing else send from this mailbox at the same time, or allow fewer links.",
                            "Nichts anderes gleichzeitig aus diesem Postfach senden lassen, oder weniger Verbindungen"
                                    + " erlauben."),
            when("", "", "\\brate\\b")
                    .later(Blame.MAILBOX, "the mailbox sends faster than Exchange allows")
                    .remedy(
                            "Send at most 30 messages a minute from one mailbox.",
                            "Höchstens 30 Nachrichten je Minute aus einem Postfach senden.")
                    .retryAfter(SHORT),
            when("451", "4\\.7\\.[56]\\d\\d", "")
                    .later(Blame.MAILBOX, "Exchange holds the traffic for suspicious")
                    .remedy(
                            "Wait; if it lasts, look into Defender's page on restricted entities.",
                            "Warten; hält es an, in Defender unter Eingeschränkte Entitäten nachsehen."),
            when("451", "4\\.7\\.0", "")
                    .later(Blame.SESSION, "a server of Exchange is out of order for the moment")
                    .remedy("Wait.", "Warten."),
            when("5\\d\\d", "5\\.1\\.8", "")
                    .never(Blame.MAILBOX, "the mailbox is blocked from sending as a source of spam")
                    .remedy(
                            "Defender portal: Restricted entities: unblock the user after securing the account.",
                            "Defender-Portal: Eingeschränkte Entitäten: den Benutzer freigeben, nachdem das Konto"
                                    + " gesichert ist."),
            when("5\\d\\d", "5\\.7\\.(501|502|503|511)", "")
                    .never(Blame.MAILBOX, "Microsoft has banned this sender")
                    .remedy("Ask Microsoft's support.", "Den Support von Microsoft fragen."),
            when("5\\d\\d", "5\\.7\\.512", "")
                    .never(Blame.MESSAGE, "the message has no valid From (RFC 5322 section 3.6.2)")
                    .remedy("Set a From header with one address.", "Eine Kopfzeile From mit einer Adresse setzen."),
            when("5\\d\\d", "5\\.7\\.705", "")
                    .never(Blame.ACCOUNT, "the tenant has exceeded its threshold of outgoing mail")
                    .remedy(
                            "Find the source of the mass mail; Microsoft's support lifts the block.",
                            "Die Quelle der Massenmails finden; der Support von Microsoft hebt die Sperre auf."),
            when("5\\d\\d", "5\\.7\\.708", "")
                    .never(Blame.ACCOUNT, "Exchange takes no mail of this tenant from this IP address")
                    .remedy(
                            "Usual for new or trial tenants: ask Microsoft's support, or send from another address.",
                            "Üblich bei neuen oder Test-Mandanten: den Support von Microsoft fragen, oder von einer"
                                    + " anderen IP-Adresse senden."),
            when("5\\d\\d", "5\\.7\\.750", "")
                    .never(Blame.ACCOUNT, "the tenant sends from domains that are not registered in it")
                    .remedy(
                            "Add and verify the sender's domain in the Microsoft 365 admin center.",
                            "Die Domäne des Absenders im Microsoft 365 Admin Center hinzufügen und bestätigen."),
            when("5\\d\\d", "5\\.6\\.11", "")
                    .never(Blame.MESSAGE, "the message holds characters that Exchange refuses, such as a bare LF")
                    .remedy("End every line with CRLF.", "Jede Zeile mit CRLF beenden."),
            when("4\\d\\d", "4\\.5\\.3", "")
                    .later(Blame.RECIPIENT, "too many recipients in one message")
                    .remedy(
                            "The rest is sent in a later try; or raise the mailbox's recipient limit.",
                            "Der Rest wird später gesendet; oder die Empfängergrenze des Postfachs anheben."),
            when("552", "5\\.3\\.4", "")
                    .never(Blame.MESSAGE, "the message is larger than Exchange takes")
                    .remedy(
                            "Send smaller attachments, or raise the mailbox's MaxSendSize (up to 150 MB).",
                            "Kleinere Anhänge senden, oder MaxSendSize des Postfachs anheben (bis 150 MB)."));

    private SmtpReplies() {}

    /** The table, for documentation and for the judge. */
    public static List<ReplyRow> rows() {
        return ROWS;
    }
}
