package io.github.ferrypost.smtp;

import static io.github.ferrypost.smtp.ReplyRule.when;

import io.github.ferrypost.reply.FailureScope;
import java.util.List;

/** Replies about one message: its sender, its recipients, its content. */
final class MessageReplies {
    private static final String SEND_AS =
            "Send from the mailbox's own address, replace the sender with ferrypost.from, or grant Send As with"
                    + " Add-RecipientPermission -AccessRights SendAs.";

    private static final String SEND_AS_GERMAN =
            "Von der eigenen Adresse des Postfachs senden, den Absender mit ferrypost.from ersetzen oder „Senden als“"
                    + " erteilen: Add-RecipientPermission -AccessRights SendAs.";

    static final List<ReplyRule> ROWS = List.of(
            when("5\\d\\d", "", "SendAsDenied")
                    .never(
                            FailureScope.MESSAGE,
                            "The mailbox may not send as the address in From",
                            "Das Postfach darf nicht als die Adresse in From senden")
                    .remedy(SEND_AS, SEND_AS_GERMAN),
            when("5\\d\\d", "5\\.7\\.60", "")
                    .never(
                            FailureScope.MESSAGE,
                            "The mailbox may not send as this sender",
                            "Das Postfach darf nicht als dieser Absender senden")
                    .remedy(SEND_AS, SEND_AS_GERMAN),
            when("5\\d\\d", "5\\.7\\.62", "")
                    .never(
                            FailureScope.MESSAGE,
                            "A High Volume Email account may send only as its own address",
                            "Ein Konto für High Volume Email sendet nur als seine eigene Adresse")
                    .remedy(
                            "Use the HVE account's address as the envelope sender.",
                            "Die Adresse des HVE-Kontos als Absender im Umschlag benutzen."),
            when("5\\d\\d", "5\\.6\\.241", "")
                    .never(
                            FailureScope.MESSAGE,
                            "A High Volume Email account accepts only its own address in From",
                            "Ein Konto für High Volume Email nimmt nur seine eigene Adresse in From")
                    .remedy(
                            "Use the HVE account's address in From, and the other one in Reply-To.",
                            "Die Adresse des HVE-Kontos in From setzen, und die andere in Reply-To."),
            when("5\\d\\d", "5\\.5\\.105", "")
                    .never(
                            FailureScope.RECIPIENT,
                            "High Volume Email reaches only recipients inside the tenant",
                            "High Volume Email erreicht nur Empfänger im eigenen Mandanten")
                    .remedy(
                            "Send to this recipient from an ordinary mailbox.",
                            "An diesen Empfänger aus einem gewöhnlichen Postfach senden."),
            when("5\\d\\d", "5\\.7\\.512", "")
                    .never(
                            FailureScope.MESSAGE,
                            "The message has no valid From (RFC 5322 section 3.6.2)",
                            "Die Nachricht hat kein gültiges From (RFC 5322 Abschnitt 3.6.2)")
                    .remedy("Set a From header with one address.", "Eine Kopfzeile From mit einer Adresse setzen."),
            when("5\\d\\d", "5\\.6\\.11", "")
                    .never(
                            FailureScope.MESSAGE,
                            "The message contains characters that Exchange refuses, such as a bare LF",
                            "Die Nachricht enthält Zeichen, die Exchange ablehnt, etwa ein einzelnes LF")
                    .remedy("End every line with CRLF.", "Jede Zeile mit CRLF beenden."),
            when("4\\d\\d", "4\\.5\\.3", "")
                    .later(
                            FailureScope.RECIPIENT,
                            "Too many recipients in one message",
                            "Zu viele Empfänger in einer Nachricht")
                    .remedy(
                            "Use fewer recipients per message, or raise the mailbox's recipient limit.",
                            "Weniger Empfänger je Nachricht angeben, oder die Empfängergrenze des Postfachs anheben."),
            when("552", "5\\.3\\.4", "")
                    .never(
                            FailureScope.MESSAGE,
                            "The message is larger than Exchange accepts",
                            "Die Nachricht ist größer, als Exchange annimmt")
                    .remedy(
                            "Send smaller attachments, or raise the mailbox's MaxSendSize (up to 150 MB).",
                            "Kleinere Anhänge senden, oder MaxSendSize des Postfachs anheben (bis 150 MB)."));

    private MessageReplies() {}
}
