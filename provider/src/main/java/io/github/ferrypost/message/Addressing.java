package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Edits the header section so that To, Cc and Bcc together name exactly the envelope's recipients. For a road without
 * its own envelope: Microsoft Graph delivers a MIME message to everyone these three fields name ("Send Outlook
 * messages in MIME format"). A pure function of its input; immutable.
 *
 * <ul>
 *   <li>Recipients that no To or Cc names become Bcc, which replaces an existing Bcc. A Resent-Bcc is dropped.
 *   <li>Addresses that are not in the envelope are removed, as is text that is not an address or is ambiguous. If
 *       that changed To or Cc, {@link #ORIGINAL_TO} or {@link #ORIGINAL_CC} keeps the whole value as text. The
 *       original Bcc was hidden and stays hidden.
 *   <li>An empty group ({@code undisclosed-recipients:;}) is removed: Graph refuses it (400 ErrorInvalidRecipients).
 *   <li>Several To, Cc or From fields are merged into one, because nothing defines which of them is read.
 *   <li>Elements of To, Cc or From that violate RFC 5322 (a comma in an encoded word, white space within an address)
 *       are rewritten, because a strict parser finds a different address or none.
 *   <li>If From has no address, it gets the envelope's sender, or else the mailbox; {@link #ORIGINAL_FROM} keeps the
 *       original value. If From has several addresses, Sender is required and is set to the mailbox (RFC 5322 section
 *       3.6.2).
 *   <li>If the section itself is malformed (see {@link HeaderSection}), its line ends and the empty line after it are
 *       corrected.
 * </ul> All other fields stay byte for byte.
 */
public final class Addressing {
    public static final String ORIGINAL_TO = "X-Ferrypost-Original-To";
    public static final String ORIGINAL_CC = "X-Ferrypost-Original-Cc";

    public static final String ORIGINAL_FROM = "X-Ferrypost-Original-From";

    /** A list of millions of addresses must not be kept only to report what was removed. */
    private static final int MOST_TOLD = 100;

    /** The edited section; empty if nothing changes. */
    private final byte[] head;

    private final long bodyOffset;
    private final boolean changed;
    private final List<String> hidden;
    private final List<String> removed;
    private final List<String> unwritable;

    private Addressing(HeaderSection original, HeaderEdits edits, Recipients recipients, Collection<String> removed) {
        this.bodyOffset = original.bodyOffset();
        this.changed = !original.isRegular() || !edits.isEmpty();
        List<String> unnamed = new ArrayList<>();
        for (Address address : recipients.unnamed()) {
            unnamed.add(address.toString());
        }
        this.hidden = Collections.unmodifiableList(unnamed);
        this.removed = List.copyOf(removed);
        this.unwritable = recipients.unwritable();
        this.head = changed ? edits.applyTo(original) : new byte[0];
    }

    /** @param mailbox the address of the mailbox that sends */
    public static Addressing of(HeaderSection head, Envelope envelope, String mailbox) {
        Recipients recipients = new Recipients(envelope.recipients());
        Set<String> removed = new LinkedHashSet<>();
        HeaderEdits edits = new HeaderEdits();
        narrow(head, "To", ORIGINAL_TO, recipients, removed, edits);
        narrow(head, "Cc", ORIGINAL_CC, recipients, removed, edits);
        hide(head, recipients, removed, edits);
        if (head.first("Resent-Bcc").isPresent()) {
            edits.replace("Resent-Bcc", List.of());
        }
        originate(head, envelope.sender(), mailbox, edits);
        return new Addressing(head, edits, recipients, removed);
    }

    /** Keeps only the envelope's recipients in To or Cc. */
    private static void narrow(
            HeaderSection head,
            String name,
            String original,
            Recipients recipients,
            Collection<String> removed,
            HeaderEdits edits) {
        List<HeaderField> old = head.all(name);
        ListWriter kept = new ListWriter();
        boolean asItIs = old.size() <= 1;
        boolean complete = true;
        for (HeaderField field : old) {
            boolean empty = true;
            for (AddressList.Step step : AddressList.steps(field.rawValue())) {
                empty = false;
                step.group().ifPresent(kept::beginGroup);
                if (step.isEndOfGroup()) {
                    asItIs &= kept.endGroup();
                }
                if (step.mailbox().isPresent()) {
                    MailboxSyntax mailbox = step.mailbox().get();
                    boolean wanted = mailbox.address().filter(recipients::name).isPresent();
                    if (wanted) {
                        kept.mailbox(mailbox);
                    } else {
                        tell(mailbox, removed);
                    }
                    complete &= wanted;
                    asItIs &= wanted && mailbox.isStrict();
                }
            }
            asItIs &= !empty;
        }
        if (asItIs) {
            return;
        }
        List<HeaderField> written = new ArrayList<>();
        if (!kept.isEmpty()) {
            written.add(HeaderField.of(name, kept.toString()));
        }
        if (!complete) {
            written.add(HeaderField.of(original, text(old)));
        }
        edits.replace(name, written);
    }

    /** The values of these fields, joined into one. */
    static String text(List<HeaderField> fields) {
        if (fields.size() == 1) {
            // avoids another copy of a value of megabytes
            return fields.get(0).canonical().rawValue().strip();
        }
        // not Collectors.joining: it keeps every value of a million small fields until the end
        StringBuilder text = new StringBuilder();
        for (HeaderField field : fields) {
            String value = field.canonical().rawValue().strip();
            text.append(text.length() == 0 || value.isEmpty() ? "" : AddressList.SEPARATOR)
                    .append(value);
        }
        return text.toString();
    }

    private static void tell(MailboxSyntax mailbox, Collection<String> removed) {
        if (removed.size() < MOST_TOLD) {
            removed.add(mailbox.shown());
        }
    }

    /** Writes the recipients that no other field names as Bcc. */
    private static void hide(HeaderSection head, Recipients recipients, Collection<String> removed, HeaderEdits edits) {
        List<HeaderField> old = head.all("Bcc");
        Set<Address> unnamed = recipients.unnamed();
        Set<Address> named = new HashSet<>();
        boolean clear = old.size() == 1;
        for (HeaderField field : old) {
            ListWriter ignored = new ListWriter();
            for (AddressList.Step step : AddressList.steps(field.rawValue())) {
                step.group().ifPresent(ignored::beginGroup);
                if (step.isEndOfGroup()) {
                    clear &= ignored.endGroup();
                }
                if (step.mailbox().isPresent()) {
                    MailboxSyntax mailbox = step.mailbox().get();
                    ignored.mailbox(mailbox);
                    boolean hidden = mailbox.address().filter(unnamed::contains).isPresent();
                    mailbox.address().filter(unnamed::contains).ifPresent(named::add);
                    clear &= hidden && mailbox.isStrict();
                    if (mailbox.address().filter(recipients::isOne).isEmpty()) {
                        tell(mailbox, removed);
                    }
                }
            }
        }
        boolean right = unnamed.isEmpty() ? old.isEmpty() : clear && named.equals(unnamed);
        if (right) {
            return;
        }
        StringJoiner list = new StringJoiner(AddressList.SEPARATOR);
        for (Address address : unnamed) {
            list.add(Latin1.of(address.toString()));
        }
        edits.replace("Bcc", unnamed.isEmpty() ? List.of() : List.of(HeaderField.of("Bcc", list.toString())));
    }

    /** Ensures one From with an address, and a Sender if RFC 5322 section 3.6.2 requires one. */
    private static void originate(HeaderSection head, String sender, String mailbox, HeaderEdits edits) {
        List<HeaderField> old = head.all("From");
        ListWriter authors = new ListWriter();
        Set<String> different = new HashSet<>();
        Set<Address> addresses = new HashSet<>();
        boolean asItIs = old.size() == 1;
        for (HeaderField field : old) {
            for (AddressList.Step step : AddressList.steps(field.rawValue())) {
                Optional<MailboxSyntax> author = step.mailbox();
                if (author.isEmpty()) {
                    continue;
                }
                MailboxSyntax one = author.get();
                Optional<Address> address = one.address();
                if (address.isPresent() && addresses.size() < 2) {
                    addresses.add(address.get());
                }
                asItIs &= one.isStrict();
                if (different.size() >= MOST_TOLD || different.add(one.written())) {
                    authors.mailbox(one);
                }
            }
        }
        if (addresses.isEmpty()) {
            List<HeaderField> written = new ArrayList<>();
            String author = Address.parse(sender).map(Address::toString).orElseGet(() -> writable(mailbox));
            written.add(HeaderField.of("From", Latin1.of(author)));
            String original = text(old);
            if (!original.isEmpty()) {
                written.add(HeaderField.of(ORIGINAL_FROM, original));
            }
            edits.replace("From", written);
        } else if (!asItIs) {
            edits.replace("From", List.of(HeaderField.of("From", authors.toString())));
        }
        if (addresses.size() > 1 && head.first("Sender").isEmpty()) {
            edits.replace("Sender", List.of(HeaderField.of("Sender", Latin1.of(writable(mailbox)))));
        }
    }

    private static String writable(String mailbox) {
        return Address.parse(mailbox).map(Address::toString).orElse(mailbox);
    }

    /** The message with the edited header section and its own body; {@code original} itself if nothing changes. */
    public ByteSource applyTo(ByteSource original) {
        return changed ? CompositeSource.of(original).and(head).and(bodyOffset, original.size()) : original;
    }

    /** Whether the header section needs editing. */
    public boolean isChanged() {
        return changed;
    }

    /** The recipients that get the message as Bcc. */
    public List<String> hidden() {
        return hidden;
    }

    /** Entries of To, Cc or Bcc that must not get the message: addresses, or text that is not an address. */
    public List<String> removed() {
        return removed;
    }

    /** Recipients, as in the envelope, that are not an address with a domain: no header field can name them. */
    public List<String> unwritable() {
        return unwritable;
    }
}
