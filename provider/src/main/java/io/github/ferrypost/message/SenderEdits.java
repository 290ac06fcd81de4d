package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
                new SenderEdits(head, replacement, name.map(DisplayName::of).orElse(""));
        made.rewrite(author);
        return made;
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
        for (MailboxSyntax one : mailboxes("From")) {
            Optional<Address> own = one.address();
            Optional<Address> next = next(one);
            boolean moves = isOther(own, next);
            if (moves && own.isPresent()) {
                replaced.add(one.written());
            }
            addressChanged |= moves;
            changed |= moves || next.isEmpty();
            if (next.isPresent()) {
                String text = text(one, next.get(), moves);
                changed |= !text.equals(one.written());
                authors.putIfAbsent(next.get().folded(), text);
            }
        }
        if (authors.isEmpty()) {
            Address alone = Address.parse(author).orElseThrow(() -> new IllegalArgumentException(author));
            authors.put(alone.folded(), (name.isEmpty() ? "" : name + " ") + "<" + Latin1.of(alone.toString()) + ">");
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
        List<MailboxSyntax> old = mailboxes("Sender");
        if (head.first("Sender").isEmpty()) {
            if (authorsChanged && authors.size() > 1) {
                edits.replace("Sender", List.of(HeaderField.of("Sender", Latin1.of(author))));
            }
            return;
        }
        Optional<Address> own = old.stream().findFirst().flatMap(MailboxSyntax::address);
        Optional<Address> next = old.stream().findFirst().flatMap(this::next);
        boolean moves = isOther(own, next);
        boolean needless = next.isEmpty()
                || (authors.size() == 1 && authors.containsKey(next.get().folded()));
        if (moves || (authorsChanged && needless)) {
            edits.replace(
                    "Sender",
                    needless ? List.of() : List.of(HeaderField.of("Sender", text(old.get(0), next.get(), moves))));
            keep("Sender", ORIGINAL_SENDER);
        }
    }

    private List<MailboxSyntax> mailboxes(String field) {
        return head.all(field).stream()
                .flatMap(one -> AddressList.mailboxes(one.rawValue()))
                .collect(Collectors.toList());
    }

    private Optional<Address> next(MailboxSyntax one) {
        return replacement.apply(one.sender()).flatMap(Address::parse).or(one::address);
    }

    private static boolean isOther(Optional<Address> own, Optional<Address> next) {
        return !own.map(Address::folded).equals(next.map(Address::folded));
    }

    private String text(MailboxSyntax one, Address next, boolean moves) {
        String address = Latin1.of(next.toString());
        if (!name.isEmpty()) {
            return name + " <" + address + ">";
        }
        return moves ? one.with(address) : one.written();
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
