package io.github.ferrypost.graph;

import static io.github.ferrypost.reply.Blame.ACCOUNT;
import static io.github.ferrypost.reply.Blame.MAILBOX;
import static io.github.ferrypost.reply.Blame.MESSAGE;
import static io.github.ferrypost.reply.Blame.SESSION;
import static io.github.ferrypost.reply.Verdict.IN_DOUBT;
import static io.github.ferrypost.reply.Verdict.LATER;
import static io.github.ferrypost.reply.Verdict.NEVER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What Graph's refusals of a message mean. The codes are those of "Microsoft Graph error responses and resource types" and
 * of Exchange as users met them. Over 150 lines, as it is a table.
 *
 * <p>IN_DOUBT are answers after which the message may have been sent all the same: a gateway that lost the answer (502,
 * 504), and a service that failed somewhere on the way (500). For a request that sends nothing they mean LATER.
 */
public final class GraphErrors {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final GraphError NOT_MIME = GraphError.row(
                    400, "ErrorMimeContentInvalidBase64String", NEVER, MESSAGE, 554, "5.6.0")
            .english(
                    "Graph could not read the message.", "Look at the message: its header or MIME structure is broken.")
            .german(
                    "Graph konnte die Nachricht nicht lesen.",
                    "Die Nachricht ansehen: Kopf oder MIME-Struktur ist beschädigt.");

    private static final GraphError HEADERS = GraphError.row(
                    400, "InvalidInternetMessageHeaderCollection", NEVER, MESSAGE, 554, "5.6.0")
            .english(
                    "Graph does not take the message's custom header fields.",
                    "Send the message by SMTP: add smtp to ferrypost.roads.")
            .german(
                    "Graph nimmt die eigenen Kopfzeilen der Nachricht nicht an.",
                    "Die Nachricht über SMTP senden: smtp in ferrypost.roads aufnehmen.");

    private static final GraphError TOO_LARGE = GraphError.row(
                    0, "ErrorMessageSizeExceeded", NEVER, MESSAGE, 552, "5.3.4")
            .english(
                    "The message is too large for Graph, or for the mailbox.",
                    "Grant the app Mail.ReadWrite or add smtp to ferrypost.roads, or raise the mailbox's MaxSendSize.")
            .german(
                    "Die Nachricht ist für Graph oder für das Postfach zu groß.",
                    "Der App Mail.ReadWrite geben oder smtp in ferrypost.roads aufnehmen, oder MaxSendSize des Postfachs"
                            + " erhöhen.");

    private static final GraphError TOKEN = GraphError.row(
                    401, "InvalidAuthenticationToken", NEVER, ACCOUNT, 535, "5.7.8")
            .english(
                    "Graph refuses the app's access token, a fresh one too.",
                    "Check ferrypost.cloud and ferrypost.tenant; look for Conditional Access in Entra's sign-in log.")
            .german(
                    "Graph weist das Zugriffstoken der App ab, auch ein neues.",
                    "ferrypost.cloud und ferrypost.tenant prüfen; im Anmeldeprotokoll von Entra nach bedingtem Zugriff"
                            + " sehen.");

    private static final GraphError DENIED = GraphError.row(403, "ErrorAccessDenied", NEVER, ACCOUNT, 550, "5.7.1")
            .english(
                    "The app may not send from this mailbox.",
                    "Grant the application permission Mail.Send with admin consent, or put the mailbox into the scope of"
                            + " the app's RBAC role; a change takes up to 2 hours.")
            .german(
                    "Die App darf aus diesem Postfach nicht senden.",
                    "Die Anwendungsberechtigung Mail.Send mit Administratorzustimmung erteilen, oder das Postfach in den"
                            + " Bereich der RBAC-Rolle der App aufnehmen; eine Änderung braucht bis zu 2 Stunden.");

    private static final GraphError SEND_AS = GraphError.row(403, "ErrorSendAsDenied", NEVER, MESSAGE, 550, "5.7.60")
            .english(
                    "The mailbox may not send with this From address.",
                    "Use the mailbox's own address as From, or grant the mailbox Send As for the other.")
            .german(
                    "Das Postfach darf mit dieser Absenderadresse (From) nicht senden.",
                    "Die eigene Adresse des Postfachs als Absender nehmen, oder dem Postfach „Senden als“ für die andere"
                            + " geben.");

    private static final GraphError NO_MAILBOX = GraphError.row(404, "ErrorInvalidUser", NEVER, ACCOUNT, 550, "5.2.1")
            .english(
                    "There is no such mailbox in the tenant.",
                    "Check ferrypost.mailbox: it must be the user principal name or the primary address.")
            .german(
                    "Ein solches Postfach gibt es im Mandanten nicht.",
                    "ferrypost.mailbox prüfen: Dort steht der Benutzerprinzipalname oder die primäre Adresse.");

    private static final GraphError UNLICENSED = GraphError.row(
                    404, "MailboxNotEnabledForRESTAPI", LATER, MAILBOX, 450, "4.2.1")
            .english(
                    "The mailbox is not active in Exchange Online: no licence, deleted, or on a server of your own.",
                    "Assign a licence with Exchange Online; it takes effect within 15 minutes.")
            .german(
                    "Das Postfach ist in Exchange Online nicht aktiv: keine Lizenz, gelöscht oder auf eigenem Server.",
                    "Eine Lizenz mit Exchange Online zuweisen; sie wirkt binnen 15 Minuten.");

    private static final GraphError FULL = GraphError.row(0, "ErrorQuotaExceeded", LATER, MAILBOX, 452, "4.2.2")
            .english(
                    "The sending mailbox is full, and sending needs room for a draft.",
                    "Empty the mailbox (Sent Items, Deleted Items) or raise its quota.")
            .german(
                    "Das sendende Postfach ist voll, und Senden braucht Platz für einen Entwurf.",
                    "Das Postfach leeren (Gesendete und Gelöschte Elemente) oder sein Kontingent erhöhen.");

    private static final GraphError SENT_ENOUGH = GraphError.row(
                    0, "ErrorExceededMessageLimit", LATER, MAILBOX, 452, "4.5.3")
            .pause(HOUR)
            .english(
                    "The mailbox has sent as many messages as Exchange allows for now.",
                    "Wait: the limit counts the last 24 hours. Spread the mail over more mailboxes.")
            .german(
                    "Das Postfach hat so viele Nachrichten gesendet, wie Exchange derzeit erlaubt.",
                    "Warten: Die Grenze zählt die letzten 24 Stunden. Die Post auf mehr Postfächer verteilen.");

    private static final GraphError BLOCKED = GraphError.row(
                    0, "ErrorMessageSubmissionBlocked", NEVER, MAILBOX, 550, "5.1.8")
            .english(
                    "Microsoft has blocked the mailbox from sending.",
                    "Look in Microsoft Defender under Restricted entities, find the cause, and unblock the mailbox.")
            .german(
                    "Microsoft hat das Postfach für das Senden gesperrt.",
                    "In Microsoft Defender unter „Eingeschränkte Entitäten“ nachsehen, die Ursache finden, entsperren.");

    private static final GraphError THROTTLED = GraphError.row(
                    429, "ApplicationThrottled", LATER, MAILBOX, 451, "4.3.2")
            .english(
                    "Microsoft asks to send more slowly from this mailbox.",
                    "Nothing to do: it is tried again. If it stays so, see who else uses the app or the mailbox.")
            .german(
                    "Microsoft verlangt, aus diesem Postfach langsamer zu senden.",
                    "Nichts zu tun: Es wird erneut versucht. Bleibt es so, nachsehen, wer App oder Postfach noch nutzt.");

    private static final GraphError BUSY = GraphError.row(503, "", LATER, SESSION, 451, "4.3.2")
            .english("Graph is busy or down for the moment.", "Nothing to do: it is tried again.")
            .german("Graph ist gerade überlastet oder nicht erreichbar.", "Nichts zu tun: Es wird erneut versucht.");

    private static final GraphError FAILED = GraphError.row(500, "", IN_DOUBT, SESSION, 451, "4.3.0")
            .english(
                    "Graph failed, perhaps after the message was sent.",
                    "Look in Sent Items if a duplicate would hurt.")
            .german(
                    "Graph ist gescheitert, womöglich erst nach dem Senden der Nachricht.",
                    "In „Gesendete Elemente“ nachsehen, wenn ein Doppel schaden würde.");

    /** An HTML page, or noise: Graph speaks JSON. */
    static final GraphError FOREIGN = GraphError.row(0, "", LATER, SESSION, 451, "4.4.0")
            .english(
                    "Something between here and Graph answered in its place.",
                    "Check the proxy, the firewall and ferrypost.endpoint.graph: POST to Graph must pass unchanged.")
            .german(
                    "Etwas zwischen hier und Graph hat an dessen Stelle geantwortet.",
                    "Proxy, Firewall und ferrypost.endpoint.graph prüfen: POST an Graph muss unverändert durchgehen.");

    /** Seen for messages over the limit, which were not sent (microsoft-graph-docs issue 13979). */
    static final GraphError NOT_202 = TOO_LARGE
            .alias(200, "")
            .english(
                    "Graph took the request and did not accept the message, as it does with one over its limit.",
                    "Grant the app Mail.ReadWrite or add smtp to ferrypost.roads.")
            .german(
                    "Graph hat die Anfrage genommen, die Nachricht aber nicht, wie bei einer über der Grenze.",
                    "Der App Mail.ReadWrite geben oder smtp in ferrypost.roads aufnehmen.");

    private static final GraphError REFUSED = GraphError.row(0, "", NEVER, MESSAGE, 554, "5.0.0")
            .english(
                    "Graph refuses the request for a reason that is not known here.",
                    "Look the code up in Microsoft's documentation; the request id is for its support.")
            .german(
                    "Graph lehnt die Anfrage aus einem hier nicht bekannten Grund ab.",
                    "Den Code in Microsofts Dokumentation nachschlagen; die Request-ID ist für deren Support.");

    private static final GraphError UNKNOWN = GraphError.row(0, "", LATER, SESSION, 451, "4.3.0")
            .english("Graph answered in a way that is not known here.", "Nothing to do yet: it is tried again.")
            .german(
                    "Graph hat in einer hier nicht bekannten Weise geantwortet.",
                    "Noch nichts: Es wird erneut versucht.");

    private static final List<GraphError> ROWS = rows(
            NOT_MIME,
            GraphError.row(400, "ErrorInvalidRecipients", NEVER, MESSAGE, 550, "5.1.3")
                    .english("Graph finds no valid recipient, or one that is not valid.", "Check the addresses.")
                    .german("Graph findet keinen gültigen Empfänger, oder einen ungültigen.", "Die Adressen prüfen."),
            HEADERS,
            HEADERS.alias(400, "InvalidInternetMessageHeader"),
            TOO_LARGE,
            TOO_LARGE.alias(413, "RequestEntityTooLarge"),
            TOO_LARGE.alias(413, ""),
            TOKEN,
            TOKEN.alias(401, ""),
            DENIED,
            DENIED.alias(403, "Authorization_RequestDenied"),
            DENIED.alias(403, "extensionError"),
            DENIED.alias(403, ""),
            SEND_AS,
            UNLICENSED,
            NO_MAILBOX,
            NO_MAILBOX.alias(404, "ErrorNonExistentMailbox"),
            NO_MAILBOX.alias(404, "ResourceNotFound"),
            NO_MAILBOX.alias(404, "Request_ResourceNotFound"),
            FULL,
            FULL.alias(507, ""),
            SENT_ENOUGH,
            SENT_ENOUGH.alias(0, "ErrorSubmissionQuotaExceeded"),
            SENT_ENOUGH.alias(0, "ErrorExceededHourlyMessageLimit"),
            GraphError.row(0, "ErrorExceededMaxRecipientLimit", NEVER, MESSAGE, 550, "5.5.3")
                    .english(
                            "The message has more recipients than the mailbox may send to at once.",
                            "Send to fewer, or raise the mailbox's RecipientLimits (up to 1000).")
                    .german(
                            "Die Nachricht hat mehr Empfänger, als das Postfach auf einmal bedienen darf.",
                            "An weniger senden, oder RecipientLimits des Postfachs erhöhen (bis 1000)."),
            BLOCKED,
            BLOCKED.alias(0, "ErrorAccountSuspend"),
            THROTTLED,
            THROTTLED.alias(429, "TooManyRequests"),
            THROTTLED.alias(429, "activityLimitReached"),
            THROTTLED.alias(429, ""),
            THROTTLED.alias(509, ""),
            BUSY,
            BUSY.alias(0, "ErrorServerBusy"),
            BUSY.alias(0, "serviceNotAvailable"),
            BUSY.alias(0, "ErrorInternalServerTransientError"),
            BUSY.alias(408, ""),
            FOREIGN.alias(407, ""),
            FAILED,
            FAILED.alias(500, "ErrorInternalServerError"),
            FAILED.alias(502, ""),
            FAILED.alias(504, ""),
            NOT_202);

    private GraphErrors() {}

    private static List<GraphError> rows(GraphError... rows) {
        return List.of(rows);
    }

    /** All rows, for the page of errors. */
    public static List<GraphError> rows() {
        return ROWS;
    }

    /**
     * The row for an answer: by the most detailed code that the table knows, else by the status, else by its class.
     *
     * @param codes Graph's codes, from the outermost to the innermost
     */
    static GraphError find(int http, List<String> codes) {
        List<String> innermostFirst = new ArrayList<>(codes);
        Collections.reverse(innermostFirst);
        innermostFirst.add("");
        for (String code : innermostFirst) {
            for (int status : code.isEmpty() ? new int[] {http} : new int[] {http, 0}) {
                for (GraphError row : ROWS) {
                    if (row.http() == status && row.code().equalsIgnoreCase(code)) {
                        return row;
                    }
                }
            }
        }
        return http >= 400 && http < 500 ? REFUSED : UNKNOWN;
    }
}
