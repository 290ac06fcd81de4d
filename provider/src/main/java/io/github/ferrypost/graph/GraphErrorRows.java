package io.github.ferrypost.graph;

import static io.github.ferrypost.reply.FailureScope.ACCOUNT;
import static io.github.ferrypost.reply.FailureScope.MAILBOX;
import static io.github.ferrypost.reply.FailureScope.MESSAGE;
import static io.github.ferrypost.reply.FailureScope.SESSION;
import static io.github.ferrypost.reply.Verdict.IN_DOUBT;
import static io.github.ferrypost.reply.Verdict.PERMANENT;
import static io.github.ferrypost.reply.Verdict.TRANSIENT;

import java.time.Duration;
import java.util.List;

/** The rows of {@link GraphErrorTable}, which documents the lookup. Over 150 lines because it is a table. */
final class GraphErrorRows {
    private static final Duration HOUR = Duration.ofHours(1);

    static final GraphErrorRow NOT_MIME = GraphErrorRow.row(
                    400, "ErrorMimeContentInvalidBase64String", PERMANENT, MESSAGE, 554, "5.6.0")
            .english(
                    "Graph cannot read the message",
                    "Check the program that writes the message: its header or MIME structure is broken.")
            .german(
                    "Graph kann die Nachricht nicht lesen",
                    "Das Programm prüfen, das die Nachricht schreibt: Kopf oder MIME-Struktur ist beschädigt.");

    static final GraphErrorRow HEADERS = GraphErrorRow.row(
                    400, "InvalidInternetMessageHeaderCollection", PERMANENT, MESSAGE, 554, "5.6.0")
            .english(
                    "Graph does not accept the message's custom header fields",
                    "Send the message by SMTP: add smtp to ferrypost.roads.")
            .german(
                    "Graph nimmt die eigenen Kopfzeilen der Nachricht nicht an",
                    "Die Nachricht über SMTP senden: smtp in ferrypost.roads aufnehmen.");

    static final GraphErrorRow TOO_LARGE = GraphErrorRow.row(
                    0, "ErrorMessageSizeExceeded", PERMANENT, MESSAGE, 552, "5.3.4")
            .english(
                    "The message is too large for Graph or for the mailbox",
                    "Grant the app Mail.ReadWrite or add smtp to ferrypost.roads, or raise the mailbox's MaxSendSize.")
            .german(
                    "Die Nachricht ist für Graph oder für das Postfach zu groß",
                    "Der App Mail.ReadWrite geben oder smtp in ferrypost.roads aufnehmen, oder MaxSendSize des Postfachs"
                            + " erhöhen.");

    static final GraphErrorRow TOKEN = GraphErrorRow.row(
                    401, "InvalidAuthenticationToken", PERMANENT, ACCOUNT, 535, "5.7.8")
            .english(
                    "Graph refuses the app's access token, even a fresh one",
                    "Check ferrypost.cloud and ferrypost.tenant; look for Conditional Access in Entra's sign-in log.")
            .german(
                    "Graph weist das Zugriffstoken der App ab, auch ein neues",
                    "ferrypost.cloud und ferrypost.tenant prüfen; im Anmeldeprotokoll von Entra nach bedingtem Zugriff"
                            + " sehen.");

    static final GraphErrorRow DENIED = GraphErrorRow.row(403, "ErrorAccessDenied", PERMANENT, ACCOUNT, 550, "5.7.1")
            .english(
                    "The app may not send from this mailbox",
                    "Grant the application permission Mail.Send with admin consent, or put the mailbox into"
                            + " the scope of the app's RBAC role; a change can take up to 2 hours to take effect.")
            .german(
                    "Die App darf aus diesem Postfach nicht senden",
                    "Die Anwendungsberechtigung Mail.Send mit Administratorzustimmung erteilen, oder das Postfach in den"
                            + " Bereich der RBAC-Rolle der App aufnehmen; eine Änderung wirkt erst nach bis"
                            + " zu 2 Stunden.");

    static final GraphErrorRow SEND_AS = GraphErrorRow.row(403, "ErrorSendAsDenied", PERMANENT, MESSAGE, 550, "5.7.60")
            .english(
                    "The mailbox may not send with this From address",
                    "Use the mailbox's own address as From, replace it with ferrypost.from, or grant the mailbox Send As for the"
                            + " other address.")
            .german(
                    "Das Postfach darf mit dieser Absenderadresse (From) nicht senden",
                    "Die eigene Adresse des Postfachs als Absender nehmen, ihn mit ferrypost.from ersetzen oder dem Postfach „Senden als“ für"
                            + " die andere Adresse erteilen.");

    static final GraphErrorRow NO_MAILBOX = GraphErrorRow.row(404, "ErrorInvalidUser", PERMANENT, MAILBOX, 550, "5.2.1")
            .english(
                    "The tenant has no such mailbox",
                    "Check ferrypost.mailbox: it must be the user principal name or the primary address.")
            .german(
                    "Ein solches Postfach gibt es im Mandanten nicht",
                    "ferrypost.mailbox prüfen: Dort steht der Benutzerprinzipalname oder die primäre Adresse.");

    static final GraphErrorRow UNLICENSED = GraphErrorRow.row(
                    404, "MailboxNotEnabledForRESTAPI", TRANSIENT, MAILBOX, 450, "4.2.1")
            .english(
                    "The mailbox is not active in Exchange Online: no licence, deleted, or on-premises",
                    "Assign a licence with Exchange Online; it takes effect within 15 minutes.")
            .german(
                    "Das Postfach ist in Exchange Online nicht aktiv: keine Lizenz, gelöscht oder auf eigenem Server",
                    "Eine Lizenz mit Exchange Online zuweisen; sie wirkt binnen 15 Minuten.");

    static final GraphErrorRow FULL = GraphErrorRow.row(0, "ErrorQuotaExceeded", TRANSIENT, MAILBOX, 452, "4.2.2")
            .english(
                    "The sending mailbox is full, and sending needs space for a draft",
                    "Empty the mailbox (Sent Items, Deleted Items) or raise its quota.")
            .german(
                    "Das sendende Postfach ist voll, und das Senden braucht Platz für einen Entwurf",
                    "Das Postfach leeren (Gesendete und Gelöschte Elemente) oder sein Kontingent erhöhen.");

    static final GraphErrorRow SENT_ENOUGH = GraphErrorRow.row(
                    0, "ErrorExceededMessageLimit", TRANSIENT, MAILBOX, 452, "4.5.3")
            .pause(HOUR)
            .english(
                    "The mailbox has reached its sending limit in Exchange",
                    "Wait: the limit covers the last 24 hours. Or distribute the messages over more mailboxes.")
            .german(
                    "Das Postfach hat seine Sendegrenze in Exchange erreicht",
                    "Warten: Die Grenze gilt für die letzten 24 Stunden. Oder die Nachrichten auf mehr"
                            + " Postfächer verteilen.");

    static final GraphErrorRow BLOCKED = GraphErrorRow.row(
                    0, "ErrorMessageSubmissionBlocked", PERMANENT, MAILBOX, 550, "5.1.8")
            .english(
                    "Microsoft has blocked the mailbox from sending",
                    "In Microsoft Defender, open Restricted entities, find the cause, and unblock the mailbox.")
            .german(
                    "Microsoft hat das Postfach für das Senden gesperrt",
                    "In Microsoft Defender unter „Eingeschränkte Entitäten“ nachsehen, die Ursache finden, entsperren.");

    static final GraphErrorRow THROTTLED = GraphErrorRow.row(
                    429, "ApplicationThrottled", TRANSIENT, MAILBOX, 451, "4.3.2")
            .english(
                    "Microsoft throttles sending from this mailbox",
                    "If this continues, find out which other programs use the app or the mailbox.")
            .german(
                    "Microsoft drosselt das Senden aus diesem Postfach",
                    "Hält es an, feststellen, welche anderen Programme die App oder das Postfach nutzen.");

    private static final String STATUS_PAGE = "If this continues, check https://status.cloud.microsoft.";

    private static final String STATUS_PAGE_GERMAN = "Hält es an, auf https://status.cloud.microsoft nachsehen.";

    static final GraphErrorRow BUSY = GraphErrorRow.row(503, "", TRANSIENT, SESSION, 451, "4.3.2")
            .english("Graph is temporarily busy or down", STATUS_PAGE)
            .german("Graph ist gerade überlastet oder nicht erreichbar", STATUS_PAGE_GERMAN);

    static final GraphErrorRow TRANSIENT_ERROR = GraphErrorRow.row(
                    403, "ErrorMessageTransientError", TRANSIENT, SESSION, 451, "4.3.0")
            .english("Exchange temporarily cannot send the message", STATUS_PAGE)
            .german("Exchange kann die Nachricht gerade nicht senden", STATUS_PAGE_GERMAN);

    static final GraphErrorRow CONFLICT = GraphErrorRow.row(
                    412, "ErrorIrresolvableConflict", TRANSIENT, SESSION, 451, "4.3.0")
            .english(
                    "Exchange is still processing the draft or the mailbox; the request came too early",
                    "If this continues, find out which other program changes drafts in the mailbox.")
            .german(
                    "Exchange verarbeitet den Entwurf oder das Postfach noch; die Anfrage kam zu früh",
                    "Hält es an, feststellen, welches andere Programm Entwürfe im Postfach ändert.");

    static final GraphErrorRow DRAFT_NOT_FOUND = GraphErrorRow.row(
                    404, "ErrorItemNotFound", TRANSIENT, SESSION, 451, "4.3.0")
            .english(
                    "Graph does not find the draft of the message yet",
                    "If this continues, find out which other program deletes drafts in the mailbox.")
            .german(
                    "Graph findet den Entwurf der Nachricht noch nicht",
                    "Hält es an, feststellen, welches andere Programm Entwürfe im Postfach löscht.");

    static final GraphErrorRow FAILED = GraphErrorRow.row(500, "", IN_DOUBT, SESSION, 451, "4.3.0")
            .english(
                    "Graph failed, possibly after it sent the message",
                    "If a duplicate would do harm, look in Sent Items first.")
            .german(
                    "Graph ist gescheitert, womöglich erst nach dem Senden der Nachricht",
                    "Wenn ein Duplikat schaden würde, zuerst in „Gesendete Elemente“ nachsehen.");

    /** An HTML page or other content that is not JSON, so not from Graph. */
    static final GraphErrorRow FOREIGN = GraphErrorRow.row(0, "", TRANSIENT, SESSION, 451, "4.4.0")
            .onlyIf("an answer that is not Graph's", "eine Antwort, die nicht von Graph kommt", 0)
            .english(
                    "A proxy or firewall answered instead of Graph",
                    "Check the proxy, the firewall and ferrypost.endpoint.graph: POST requests to Graph must"
                            + " pass unchanged.")
            .german(
                    "Statt Graph hat ein Proxy oder eine Firewall geantwortet",
                    "Proxy, Firewall und ferrypost.endpoint.graph prüfen: POST-Anfragen an Graph müssen"
                            + " unverändert durchgehen.");

    /** Seen for messages over the limit, which were not sent (microsoft-graph-docs issue 13979). */
    static final GraphErrorRow NOT_202 = TOO_LARGE
            .onlyIf("a message over 1 MB", "eine Nachricht über 1 MB", 200)
            .english(
                    "Graph accepted the request but not the message, as it does with one above its limit",
                    "Grant the app Mail.ReadWrite or add smtp to ferrypost.roads.")
            .german(
                    "Graph hat die Anfrage angenommen, die Nachricht aber nicht, wie bei einer über der Grenze",
                    "Der App Mail.ReadWrite geben oder smtp in ferrypost.roads aufnehmen.");

    /**
     * A success status other than the one "user: sendMail" and "message: send" document, for a message that is not
     * large.
     */
    static final GraphErrorRow UNCONFIRMED = GraphErrorRow.row(0, "", IN_DOUBT, SESSION, 451, "4.4.2")
            .english(
                    "Graph did not answer 202, so it did not confirm that it accepted the message",
                    "Check the proxy, the firewall and ferrypost.endpoint.graph; if a duplicate would do"
                            + " harm, look in Sent Items first.")
            .german(
                    "Graph hat nicht mit 202 geantwortet und die Annahme der Nachricht damit nicht bestätigt",
                    "Proxy, Firewall und ferrypost.endpoint.graph prüfen; wenn ein Duplikat schaden würde,"
                            + " zuerst in „Gesendete Elemente“ nachsehen.");

    /** The meaning of {@link #SENT_ENOUGH} for a message with more recipients than a mailbox may address at once. */
    static final GraphErrorRow TOO_MANY_RECIPIENTS = SENT_ENOUGH
            .onlyIf("a message to more than 500 recipients", "eine Nachricht an mehr als 500 Empfänger", 0)
            .of(MESSAGE)
            .english(
                    "The message has more recipients than Exchange allows in one message (500 by default), or"
                            + " the mailbox has reached its daily limit",
                    "Send to fewer recipients at once, or raise the mailbox's RecipientLimits (up to 1000).")
            .german(
                    "Die Nachricht hat mehr Empfänger, als Exchange je Nachricht erlaubt (standardmäßig 500),"
                            + " oder das Postfach hat seine Tagesgrenze erreicht",
                    "An weniger Empfänger auf einmal senden, oder RecipientLimits des Postfachs erhöhen (bis 1000).");

    /** An upload whose session accepts chunks but never makes progress. */
    static final GraphErrorRow STALLED = GraphErrorRow.row(0, "", TRANSIENT, SESSION, 451, "4.4.0")
            .onlyIf("an upload without progress", "ein Hochladen ohne Fortschritt", 0)
            .english(
                    "The upload of an attachment makes no progress",
                    "Check the proxy and the firewall: PUT requests to the upload host must pass unchanged.")
            .german(
                    "Das Hochladen eines Anhangs kommt nicht voran",
                    "Proxy und Firewall prüfen: PUT-Anfragen an den Upload-Host müssen unverändert durchgehen.");

    private static final String LOOK_UP =
            "Look up the code in Microsoft's documentation; give Microsoft's support the request ID.";

    private static final String LOOK_UP_GERMAN =
            "Den Code in Microsofts Dokumentation nachschlagen; dem Support von Microsoft die Anfrage-ID nennen.";

    static final GraphErrorRow REFUSED = GraphErrorRow.row(0, "", PERMANENT, MESSAGE, 554, "5.0.0")
            .onlyIf("any other 4xx", "jeder andere 4xx", 0)
            .english("Graph refuses the request for a reason that Ferrypost does not know", LOOK_UP)
            .german("Graph lehnt die Anfrage aus einem Grund ab, den Ferrypost nicht kennt", LOOK_UP_GERMAN);

    static final GraphErrorRow UNKNOWN = GraphErrorRow.row(0, "", TRANSIENT, SESSION, 451, "4.3.0")
            .onlyIf("any other 5xx up to 511", "jeder andere 5xx bis 511", 0)
            .english("Graph returned an answer that Ferrypost does not know", LOOK_UP)
            .german("Graph hat eine Antwort geschickt, die Ferrypost nicht kennt", LOOK_UP_GERMAN);

    /** Exchange also returns 403 for transient causes; only specific codes indicate a missing permission. */
    static final GraphErrorRow UNKNOWN_403 = UNKNOWN.onlyIf("any other code", "jeder andere Code", 403);

    /** A server that returns a status beyond the registry may have passed the request on. */
    static final GraphErrorRow UNKNOWN_5XX = FAILED.onlyIf("any other 5xx from 512", "jeder andere 5xx ab 512", 0);

    static final List<GraphErrorRow> ROWS = List.of(
            NOT_MIME,
            GraphErrorRow.row(400, "ErrorInvalidRecipients", PERMANENT, MESSAGE, 550, "5.1.3")
                    .english("The message has an invalid recipient or no valid one", "Check the addresses.")
                    .german(
                            "Die Nachricht hat einen ungültigen oder keinen gültigen Empfänger",
                            "Die Adressen prüfen."),
            HEADERS,
            HEADERS.alias(400, "InvalidInternetMessageHeader"),
            TOO_LARGE,
            TOO_LARGE.alias(413, "RequestEntityTooLarge"),
            TOO_LARGE.alias(413, ""),
            TOO_LARGE
                    .alias(400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize")
                    .english(
                            "Graph accepts an attachment of this size neither in one request nor in an upload"
                                    + " session",
                            "Send the message by SMTP: add smtp to ferrypost.roads.")
                    .german(
                            "Graph nimmt einen Anhang dieser Größe weder in einer Anfrage noch in einer"
                                    + " Upload-Sitzung an",
                            "Die Nachricht über SMTP senden: smtp in ferrypost.roads aufnehmen."),
            TOKEN,
            TOKEN.alias(401, ""),
            DENIED,
            DENIED.alias(403, "Authorization_RequestDenied"),
            DENIED.alias(403, "accessDenied"),
            DENIED.alias(403, "extensionError"),
            DENIED.alias(403, ""),
            SEND_AS,
            UNLICENSED,
            UNLICENSED.alias(404, "MailboxNotSupportedForRESTAPI"),
            UNLICENSED.alias(404, "ResourceNotFound"),
            NO_MAILBOX,
            NO_MAILBOX.alias(404, "ErrorNonExistentMailbox"),
            NO_MAILBOX.alias(404, "Request_ResourceNotFound"),
            FULL,
            FULL.alias(507, ""),
            SENT_ENOUGH,
            SENT_ENOUGH.alias(0, "ErrorSubmissionQuotaExceeded"),
            SENT_ENOUGH.alias(0, "ErrorExceededHourlyMessageLimit"),
            GraphErrorRow.row(0, "ErrorExceededMaxRecipientLimit", PERMANENT, MESSAGE, 550, "5.5.3")
                    .english(
                            "The message has more recipients than the mailbox may send to at once",
                            "Send to fewer recipients at once, or raise the mailbox's RecipientLimits (up to 1000).")
                    .german(
                            "Die Nachricht hat mehr Empfänger, als das Postfach auf einmal anschreiben darf",
                            "An weniger Empfänger auf einmal senden oder RecipientLimits des Postfachs"
                                    + " erhöhen (bis 1000)."),
            BLOCKED,
            BLOCKED.alias(0, "ErrorAccountSuspend"),
            THROTTLED,
            THROTTLED.alias(429, "TooManyRequests"),
            THROTTLED.alias(429, "activityLimitReached"),
            THROTTLED.alias(403, "ErrorMessageThrottled"),
            THROTTLED.alias(429, ""),
            THROTTLED.alias(509, ""),
            BUSY,
            BUSY.alias(0, "ErrorServerBusy"),
            BUSY.alias(0, "serviceNotAvailable"),
            BUSY.alias(0, "ErrorInternalServerTransientError"),
            BUSY.alias(408, ""),
            BUSY.alias(421, ""),
            BUSY.alias(425, ""),
            BUSY.alias(501, ""),
            TRANSIENT_ERROR,
            TRANSIENT_ERROR.alias(403, "ErrorMessageTimeout"),
            CONFLICT,
            CONFLICT.alias(409, ""),
            CONFLICT.alias(412, ""),
            CONFLICT.alias(423, ""),
            DRAFT_NOT_FOUND,
            FOREIGN.alias(407, ""),
            FOREIGN.alias(511, ""),
            FAILED,
            FAILED.alias(500, "ErrorInternalServerError"),
            FAILED.alias(502, ""),
            FAILED.alias(504, ""),
            UNCONFIRMED.alias(200, ""),
            UNCONFIRMED.alias(201, ""),
            UNCONFIRMED.alias(204, ""));

    /** Rows that apply under a condition other than a code. */
    static final List<GraphErrorRow> CONDITIONS =
            List.of(UNKNOWN_403, REFUSED, UNKNOWN, UNKNOWN_5XX, FOREIGN, NOT_202, TOO_MANY_RECIPIENTS, STALLED);

    private GraphErrorRows() {}
}
