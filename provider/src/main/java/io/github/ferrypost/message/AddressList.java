package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The value of To, Cc, Bcc, From and similar fields (RFC 5322 section 3.4). The parser tolerates common errors:
 * semicolons between addresses, commas in encoded words, empty elements, obsolete white space. Works on
 * {@link Latin1}. It reads step by step and holds one mailbox in memory at a time, however many there are. One
 * thread, one pass.
 */
final class AddressList implements Iterator<AddressList.Step> {
    /** A mailbox, or the start or end of a group. Immutable. */
    static final class Step {
        private final @Nullable String group;
        private final @Nullable MailboxSyntax mailbox;

        private Step(@Nullable String group, @Nullable MailboxSyntax mailbox) {
            this.group = group;
            this.mailbox = mailbox;
        }

        Optional<MailboxSyntax> mailbox() {
            return Optional.ofNullable(mailbox);
        }

        /** The name of the group that starts here, as written, without the colon. */
        Optional<String> group() {
            return Optional.ofNullable(group);
        }

        boolean isEndOfGroup() {
            return group == null && mailbox == null;
        }
    }

    /** One address per line, so that no list makes a line too long (RFC 5322 section 2.1.1). */
    static final String SEPARATOR = ",\r\n ";

    /**
     * Limit for one mailbox, name and comments included; far more than a real name needs. Beyond it the text is not
     * an address.
     */
    private static final int MOST_LEXEMES = 1000;

    private final String value;
    private int at;
    private boolean inGroup;
    private @Nullable Step next;

    private final List<Lexeme> item = new ArrayList<>();
    private int itemStart;
    private boolean itemBlank = true;
    private boolean itemTooLong;

    private AddressList(String value) {
        this.value = value;
    }

    /** The steps of one value; each iteration starts a new pass. */
    static Iterable<Step> steps(String value) {
        return () -> new AddressList(value);
    }

    /** All mailboxes, including those in groups. */
    static Stream<MailboxSyntax> mailboxes(String value) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(new AddressList(value), Spliterator.ORDERED), false)
                .flatMap(step -> step.mailbox().stream());
    }

    @Override
    public boolean hasNext() {
        while (next == null && (at < value.length() || inGroup || !itemBlank)) {
            next = at < value.length() ? read() : end();
        }
        return next != null;
    }

    @Override
    public Step next() {
        Step step = hasNext() ? next : null;
        if (step == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return step;
    }

    /** Reads one lexeme; empty unless it completes a step. */
    private @Nullable Step read() {
        Lexeme lexeme = Lexeme.at(value, at);
        boolean colon = lexeme.is(':') && !inGroup;
        boolean separator = lexeme.is(',') || lexeme.is(';');
        if (separator && !itemBlank) {
            // the separator is read again: it may also end a group
            return mailbox();
        }
        at += lexeme.text.length();
        if (colon) {
            String name = value.substring(itemStart, at - 1).strip();
            clear();
            inGroup = true;
            return new Step(name, null);
        }
        if (separator) {
            clear();
            boolean ends = inGroup && lexeme.is(';');
            inGroup &= !ends;
            return ends ? new Step(null, null) : null;
        }
        itemBlank &= lexeme.kind == Lexeme.Kind.SPACE || lexeme.kind == Lexeme.Kind.COMMENT;
        itemTooLong |= item.size() == MOST_LEXEMES;
        if (!itemTooLong) {
            item.add(lexeme);
        }
        return null;
    }

    private Step end() {
        if (!itemBlank) {
            return mailbox();
        }
        inGroup = false;
        return new Step(null, null);
    }

    private Step mailbox() {
        String raw = value.substring(itemStart, at).strip();
        MailboxSyntax mailbox = itemTooLong ? MailboxSyntax.unreadable(raw) : MailboxSyntax.of(raw, item);
        clear();
        return new Step(null, mailbox);
    }

    private void clear() {
        item.clear();
        itemStart = at;
        itemBlank = true;
        itemTooLong = false;
    }
}
