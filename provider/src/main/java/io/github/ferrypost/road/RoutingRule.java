package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.EnvelopePolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A feature of a message and what each road does with it. This table alone chooses the road, and {@code roads.md} is
 * generated from it. If a row has a reason and the account has both roads, SMTP goes first for the messages the row
 * matches: SMTP has its own envelope and passes the bytes on, while Graph takes the recipients from the header and
 * converts the message into its own store. Immutable.
 *
 * <p>Graph behaviour that Microsoft does not document was reported by users; a row is safe even if the report is
 * wrong, because SMTP preserves the feature.
 */
public final class RoutingRule {
    private static final String KEPT = "kept";

    private static final List<RoutingRule> ROWS = List.of(
            of("lists addresses in its header that are not in its envelope")
                    .graph("Ferrypost edits To and Cc to list exactly the envelope, and keeps the originals"
                            + " in `X-Ferrypost-Original-To` and `-Cc`")
                    .smtp(KEPT)
                    .first(
                            "its header lists recipients that are not in its envelope",
                            (traits, account) ->
                                    !traits.strangers().isEmpty() && account.envelope() == EnvelopePolicy.SMTP_ROAD),
            of("is signed or encrypted as a whole")
                    .graph("kept up to 2.2 MB; Ferrypost never takes it apart")
                    .smtp(KEPT)
                    .first("it is signed or encrypted", (traits, account) -> traits.isSealed()),
            of("has a From that is not the mailbox but one of `ferrypost.senders`, by address or domain")
                    .graph("kept; Exchange puts the primary address for an alias, unless the tenant sets"
                            + " SendFromAliasEnabled")
                    .smtp("kept, with the right Send As")
                    .first(
                            "its From is a different sender than the mailbox",
                            (traits, account) -> traits.hasOtherAuthor()),
            of("has an envelope sender that is not the mailbox but one of `ferrypost.senders`, by address or domain")
                    .graph("dropped: the sender is the mailbox or the From, and bounces go there")
                    .smtp("kept, with the right Send As")
                    .first("its envelope sender is not the mailbox", (traits, account) -> traits.hasOtherSender()),
            of("has X- fields of its own, such as `X-Order-Id`")
                    .graph("kept; one vanished in a mailbox that had never seen a field of this name")
                    .smtp(KEPT)
                    .first("it has X- fields of its own", (traits, account) -> traits.hasOwnFields()),
            of("has quoted-printable text with a soft line break before two hexadecimal digits")
                    .graph("kept; Graph sometimes damages these lines")
                    .smtp(KEPT)
                    .first(
                            "its quoted-printable text is of the kind that Graph sometimes damages",
                            (traits, account) -> traits.hasRiskySoftBreaks()),
            of("requests delivery status notifications (DSN, NOTIFY)")
                    .graph("dropped")
                    .smtp("passed on if the server offers DSN")
                    .first("it requests delivery status notifications", (traits, account) -> traits.wantsReports()),
            of("is larger than 2.2 MB")
                    .graph(
                            "refused (552 5.3.4)",
                            "up to 150 MB, if the part above 2.2 MB consists of files that can be attached"
                                    + " separately; the rest of the structure is kept")
                    .smtp("up to what the server announces, 150 MB at Exchange Online"),
            of("is a single file of more than 2.2 MB without a text")
                    .graph("refused (552 5.3.4): the file would need a text, which would change the structure")
                    .smtp(KEPT),
            of("has non-ASCII addresses").graph(KEPT).smtp("kept if the server offers SMTPUTF8"),
            of("has the null sender").graph("sent as the mailbox").smtp("sent as the mailbox"),
            of("has no From, or none with an address")
                    .graph("Ferrypost adds a From, and keeps the original in `X-Ferrypost-Original-From`")
                    .smtp("added by the bridge; Exchange refuses it from a program (550 5.7.512)"),
            of("has several From fields")
                    .graph("Ferrypost merges them into one")
                    .smtp("kept"),
            of("has an address in To, Cc or From that violates RFC 5322")
                    .graph("rewritten according to RFC 5322")
                    .smtp("kept"),
            of("was sent, and the answer was lost")
                    .graph("in doubt", "Ferrypost asks Graph whether the draft was sent")
                    .smtp("in doubt"));

    private final String message;
    private final String graph;
    private final String drafts;
    private final String smtp;
    private final String reason;
    private final BiPredicate<MessageTraits, Account> applies;

    private RoutingRule(
            String message,
            String graph,
            String drafts,
            String smtp,
            String reason,
            BiPredicate<MessageTraits, Account> applies) {
        this.message = message;
        this.graph = graph;
        this.drafts = drafts;
        this.smtp = smtp;
        this.reason = reason;
        this.applies = applies;
    }

    private static RoutingRule of(String message) {
        return new RoutingRule(message, "", "", "", "", (traits, account) -> false);
    }

    private RoutingRule graph(String both) {
        return graph(both, both);
    }

    private RoutingRule graph(String withSend, String withReadWrite) {
        return new RoutingRule(message, withSend, withReadWrite, smtp, reason, applies);
    }

    private RoutingRule smtp(String what) {
        return new RoutingRule(message, graph, drafts, what, reason, applies);
    }

    private RoutingRule first(String why, BiPredicate<MessageTraits, Account> when) {
        return new RoutingRule(message, graph, drafts, smtp, why, when);
    }

    public static List<RoutingRule> rows() {
        return ROWS;
    }

    /** The reason of the first row that puts SMTP first for this message. */
    static Optional<String> ofSmtp(MessageTraits traits, Account account) {
        return ROWS.stream()
                .filter(row -> row.applies.test(traits, account))
                .map(RoutingRule::reason)
                .findFirst();
    }

    /** Completes the phrase "a message that". */
    public String message() {
        return message;
    }

    /** What Graph does with it, with Mail.Send only. */
    public String graph() {
        return graph;
    }

    /** What Graph does with it, with Mail.Send and Mail.ReadWrite. */
    public String graphWithDrafts() {
        return drafts;
    }

    public String smtp() {
        return smtp;
    }

    /** Completes the sentence "by smtp, because"; empty if the row does not change the order. */
    public String reason() {
        return reason;
    }
}
