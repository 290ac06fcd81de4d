package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The value of To, Cc, Bcc, From and their like (RFC 5322 section 3.4), read with tolerance for what is in use: semicolons
 * between addresses, commas in encoded words, empty elements, obsolete blanks. Works on {@link Latin1}. Immutable.
 */
final class AddressList {
    /** An element of the list: a mailbox, or a group of them. */
    static final class Element {
        /** As it stands, without the colon; null for a mailbox outside a group. */
        private final String groupName;

        private final List<Mailbox> mailboxes;

        Element(String groupName, List<Mailbox> mailboxes) {
            this.groupName = groupName;
            this.mailboxes = List.copyOf(mailboxes);
        }

        boolean isGroup() {
            return groupName != null;
        }

        List<Mailbox> mailboxes() {
            return mailboxes;
        }

        Element with(List<Mailbox> others) {
            return new Element(groupName, others);
        }

        String written() {
            String list = mailboxes.stream().map(Mailbox::raw).collect(Collectors.joining(SEPARATOR));
            return isGroup() ? groupName + ": " + list + ";" : list;
        }
    }

    /** One address a line, so that no list makes a line too long (RFC 5322 section 2.1.1). */
    static final String SEPARATOR = ",\r\n ";

    private final List<Element> elements;

    private AddressList(List<Element> elements) {
        this.elements = Collections.unmodifiableList(elements);
    }

    static AddressList parse(String value) {
        List<Element> elements = new ArrayList<>();
        List<Lexeme> item = new ArrayList<>();
        String groupName = null;
        List<Mailbox> members = new ArrayList<>();
        for (Lexeme lexeme : Lexeme.scan(value)) {
            if (lexeme.is(':') && groupName == null) {
                groupName = item.stream()
                        .map(part -> part.text)
                        .collect(Collectors.joining())
                        .strip();
                item.clear();
            } else if (lexeme.is(',') || lexeme.is(';')) {
                add(item, members);
                boolean endOfGroup = groupName != null && lexeme.is(';');
                if (endOfGroup || (groupName == null && !members.isEmpty())) {
                    elements.add(new Element(groupName, members));
                    members.clear();
                    groupName = null;
                }
            } else {
                item.add(lexeme);
            }
        }
        add(item, members);
        if (groupName != null || !members.isEmpty()) {
            elements.add(new Element(groupName, members));
        }
        return new AddressList(elements);
    }

    private static void add(List<Lexeme> item, List<Mailbox> members) {
        boolean empty = true;
        for (Lexeme lexeme : item) {
            empty &= lexeme.kind == Lexeme.Kind.SPACE || lexeme.kind == Lexeme.Kind.COMMENT;
        }
        if (!empty) {
            members.add(Mailbox.of(item));
        }
        item.clear();
    }

    List<Element> elements() {
        return elements;
    }

    Stream<Mailbox> mailboxes() {
        return elements.stream().flatMap(element -> element.mailboxes().stream());
    }

    static String written(List<Element> elements) {
        return elements.stream().map(Element::written).collect(Collectors.joining(SEPARATOR));
    }
}
