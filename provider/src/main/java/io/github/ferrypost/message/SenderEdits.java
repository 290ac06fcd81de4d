package io.github.ferrypost.message;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rewrites the senders of a header section. A pure function of its input; immutable. These fields change, and all
 * others stay byte for byte:
 *
 * <ul>
 *   <li>From: each author that has a replacement gets its address; display name and comments stay, unless a new name is
 *       given. Authors that become equal are written once, and several From fields become one. An author without an
 *       address and without a replacement is left out; if none remains, From gets the default author.
 *   <li>{@link Addressing#ORIGINAL_FROM} has the value that From had.
 *   <li>Reply-To gets the replaced authors, unless it has an address.
 *   <li>Sender is replaced likewise. RFC 5322 section 3.6.2 wants none that equals the only author, and one if there are
 *       several. {@link #ORIGINAL_SENDER} has the value that it had.
 * </ul> The Resent- fields stay: they tell what happened to the message (RFC 5322 section 3.6.6).
 */
public final class SenderEdits {
    public static final String ORIGINAL_SENDER = "X-Ferrypost-Original-Sender";

    /** A list of thousands of authors is no address to answer to. */
    private static final int MOST_ANSWERED = 100;

    private final HeaderSection head;
    private final Function<String, Optional<String>> replacement;
    private final String name;
    private final HeaderEdits edits = new HeaderEdits();
    private boolean addressChanged;

    private SenderEdits(HeaderSection head, Function<String, Optional<String>> replacement, String name) {
        this.head = head;
        this.replacement = replacement;
        this.name = name;
    }

    /**
     * @param replacement of an address, or of a name without a domain; empty if it stays
     * @param name the display name of every author; empty to keep theirs
     * @param author the address of a message without one
     */
    public static SenderEdits of(
            HeaderSection head, Function<String, Optional<String>> replacement, Optional<String> name, String author) {
        SenderEdits made =
                new SenderEdits(head, replacement, name.map(SenderEdits::phrase).orElse(""));
        made.rewrite(author);
        return made;
    }

    /** A display name: a quoted string, or encoded words for other letters than ASCII's (RFC 2047). */
    private static String phrase(String text) {
        try {
            return Latin1.isAscii(text)
                    ? Address.quoted(text)
                    : MimeUtility.encodeWord(text, "utf-8", "B").replace("?= =?", "?=\r\n =?");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        }
    }

    /** Whether an address changes. */
    public boolean changesAddress() {
        return addressChanged;
    }

    /** The message with the edited header section; {@code original} itself if nothing changes. */
    public ByteSource applyTo(ByteSource original) {
        return edits.isEmpty()
                ? original
                : CompositeSource.of(original).and(edits.applyTo(head)).and(head.bodyOffset(), original.size());
    }

    private void rewrite(String author) {
        Map<String, String> authors = new LinkedHashMap<>();
        List<String> replaced = new ArrayList<>();
        boolean changed = false;
        for (MailboxSyntax one : (Iterable<MailboxSyntax>) mailboxes("From")::iterator) {
            Optional<Address> own = one.address();
            Optional<Address> next = next(one);
            boolean moves = isOther(own, next);
            if (moves && own.isPresent() && replaced.size() < MOST_ANSWERED) {
                replaced.add(one.written());
            }
            addressChanged |= moves;
            changed |= moves || next.isEmpty();
            if (next.isPresent()) {
                String text = name.isEmpty() ? text(one, next.get(), moves) : named(next.get());
                changed |= !text.equals(one.written());
                authors.putIfAbsent(next.get().folded(), text);
            }
        }
        if (authors.isEmpty()) {
            Address alone = Address.parse(author).orElseThrow(() -> new IllegalArgumentException(author));
            authors.put(alone.folded(), named(alone));
            addressChanged = true;
            changed = true;
        }
        if (changed) {
            edits.replace("From", List.of(field("From", authors.values())));
            keep("From", Addressing.ORIGINAL_FROM);
            if (!replaced.isEmpty() && head.addresses("Reply-To").findFirst().isEmpty()) {
                edits.replace("Reply-To", List.of(field("Reply-To", replaced)));
            }
        }
        submitter(authors, changed, author);
    }

    private void submitter(Map<String, String> authors, boolean authorsChanged, String author) {
        Optional<MailboxSyntax> old = mailboxes("Sender").findFirst();
        if (head.first("Sender").isEmpty()) {
            if (authorsChanged && authors.size() > 1) {
                edits.replace("Sender", List.of(HeaderField.of("Sender", Latin1.of(author))));
            }
            return;
        }
        Optional<Address> own = old.flatMap(MailboxSyntax::address);
        Optional<Address> next = old.flatMap(this::next);
        boolean moves = isOther(own, next);
        boolean needless = next.isEmpty()
                || (authors.size() == 1 && authors.containsKey(next.get().folded()));
        if (moves || (authorsChanged && needless)) {
            edits.replace(
                    "Sender",
                    needless ? List.of() : List.of(HeaderField.of("Sender", text(old.get(), next.get(), moves))));
            keep("Sender", ORIGINAL_SENDER);
        }
    }

    private Stream<MailboxSyntax> mailboxes(String field) {
        return head.all(field).stream().flatMap(one -> AddressList.mailboxes(one.rawValue()));
    }

    private Optional<Address> next(MailboxSyntax one) {
        return replacement.apply(one.sender()).flatMap(Address::parse).or(one::address);
    }

    private static boolean isOther(Optional<Address> own, Optional<Address> next) {
        return !own.map(Address::folded).equals(next.map(Address::folded));
    }

    private static String text(MailboxSyntax one, Address next, boolean moves) {
        return moves ? one.with(Latin1.of(next.toString())) : one.written();
    }

    private String named(Address author) {
        return (name.isEmpty() ? "" : name + " ") + "<" + Latin1.of(author.toString()) + ">";
    }

    private static HeaderField field(String fieldName, Collection<String> mailboxes) {
        return HeaderField.of(fieldName, String.join(AddressList.SEPARATOR, mailboxes));
    }

    /** Keeps the text of a field; what a sender wrote under this name goes. */
    private void keep(String fieldName, String original) {
        String text = Addressing.text(head.all(fieldName));
        edits.replace(original, text.isEmpty() ? List.of() : List.of(HeaderField.of(original, text)));
    }
}
