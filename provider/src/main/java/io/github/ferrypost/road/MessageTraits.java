package io.github.ferrypost.road;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Address;
import io.github.ferrypost.message.Addressing;
import io.github.ferrypost.message.HeaderField;
import io.github.ferrypost.message.HeaderSection;
import io.github.ferrypost.message.MimePart;
import io.github.ferrypost.message.Submission;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The properties of a submission that matter for choosing a road. Immutable. */
final class MessageTraits {
    /**
     * Fields that nearly every program writes: Exchange has its own properties for them ([MS-OXCMAIL] 2.1.3.2), or
     * every mailbox knows their names from received mail and no program acts on them.
     */
    private static final Set<String> COMMON = Set.of(
            "x-auto-response-suppress",
            "x-mailer",
            "x-message-flag",
            "x-mimeole",
            "x-msmail-priority",
            "x-originating-ip",
            "x-priority",
            "x-unsent");

    private static final List<String> FOREIGN = List.of("x-ms-", "x-microsoft-", "x-ferrypost-");

    private final List<String> strangers;
    private final boolean sealed;
    private final boolean otherAuthor;
    private final boolean otherSender;
    private final boolean ownFields;
    private final boolean reports;
    private final boolean riskySoftBreaks;

    private MessageTraits(HeaderSection head, Submission submission, Account account) throws IOException {
        this.strangers = strangers(head, submission, account);
        this.sealed = MimePart.isSealed(type(head));
        this.otherAuthor = head.addresses("From").anyMatch(author -> isOther(author, account));
        this.otherSender = Address.parse(submission.envelope().sender())
                .filter(sender -> isOther(sender, account))
                .isPresent();
        this.ownFields = head.fields().stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .anyMatch(MessageTraits::isOwn);
        this.reports =
                submission.dsn().parameters().keySet().stream().anyMatch(parameter -> parameter.startsWith("NOTIFY "));
        this.riskySoftBreaks = SoftBreaks.areRisky(submission.message());
    }

    /** @return empty if the message cannot be read; the road will report that */
    static Optional<MessageTraits> of(Submission submission, Account account) {
        try {
            Optional<HeaderSection> head = HeaderSection.read(submission.message());
            return head.isPresent()
                    ? Optional.of(new MessageTraits(head.get(), submission, account))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Only {@link #strangers()}, read from the header; empty if it cannot be read. */
    static List<String> strangersOf(Submission submission, Account account) {
        try {
            return HeaderSection.read(submission.message())
                    .map(head -> strangers(head, submission, account))
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> strangers(HeaderSection head, Submission submission, Account account) {
        return Addressing.of(head, submission.envelope(), account.mailbox()).removed();
    }

    private static String type(HeaderSection head) {
        String value = head.first("Content-Type").map(HeaderField::value).orElse("");
        return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the address is not the mailbox, but {@code ferrypost.senders} lists it by address or domain. Such an
     * entry states the right to send as it; {@code *} states nothing. Exchange throttles a mailbox that
     * uses a permission it does not have (550 5.2.252, "Continuous error throttling").
     */
    private static boolean isOther(Address address, Account account) {
        return !isSame(address, account.mailbox())
                && account.senders().stream()
                        .anyMatch(sender -> isSame(address, sender)
                                || sender.replaceFirst("^@", "").equalsIgnoreCase(address.domain()));
    }

    /** Whether From names an address, and none but the mailbox and senders that {@link #isOther} accepts. */
    static boolean namesOnlySendersOf(Account account, HeaderSection head) {
        return head.addresses("From").findFirst().isPresent()
                && head.addresses("From")
                        .allMatch(author -> isSame(author, account.mailbox()) || isOther(author, account));
    }

    private static boolean isSame(Address address, String other) {
        return Address.parse(other)
                .filter(parsed -> parsed.folded().equals(address.folded()))
                .isPresent();
    }

    private static boolean isOwn(String name) {
        return name.startsWith("x-")
                && !COMMON.contains(name)
                && FOREIGN.stream().noneMatch(name::startsWith);
    }

    /** Addresses in the header that are not in the envelope: they must not get the message. */
    List<String> strangers() {
        return strangers;
    }

    /** Signed or encrypted as a whole: any change of its MIME structure would break it. */
    boolean isSealed() {
        return sealed;
    }

    /** Whether From names another sender of the account: an alias, or a mailbox that it may send as. */
    boolean hasOtherAuthor() {
        return otherAuthor;
    }

    /** Whether delivery reports go to another sender of the account than its mailbox. */
    boolean hasOtherSender() {
        return otherSender;
    }

    /** Header fields that begin with X- and may matter to the receiving program. */
    boolean hasOwnFields() {
        return ownFields;
    }

    /** Whether the sender requested delivery status notifications (RFC 3461 section 4.1). */
    boolean wantsReports() {
        return reports;
    }

    /** See {@link SoftBreaks}. */
    boolean hasRiskySoftBreaks() {
        return riskySoftBreaks;
    }
}
