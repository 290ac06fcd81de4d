package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One element of an address list: its original text, and its address if it has exactly one. An ambiguous element has
 * none: two programs would read two different addresses. Immutable.
 */
final class MailboxSyntax {
    /** For people: the start of an invalid address is enough. */
    private static final int LONGEST_SHOWN = 100;

    private final String raw;
    private final @Nullable Address address;
    private final boolean strict;

    private MailboxSyntax(String raw, @Nullable Address address, boolean strict) {
        this.raw = raw;
        this.address = address;
        this.strict = strict;
    }

    /** @param lexemes of {@code raw}, with or without white space around it */
    static MailboxSyntax of(String raw, List<Lexeme> lexemes) {
        Optional<Address> address = addressOf(lexemes);
        if (address.isEmpty()) {
            return unreadable(raw);
        }
        String strict = StrictForm.of(lexemes, address.get());
        return new MailboxSyntax(strict, address.get(), strict.equals(raw));
    }

    /** An element without an address. */
    static MailboxSyntax unreadable(String raw) {
        return new MailboxSyntax(raw, null, true);
    }

    /**
     * With display name and comments, as written (folded text with its line ends), or rewritten to RFC 5322 if it is
     * not {@link #isStrict()}.
     */
    String written() {
        return raw;
    }

    /** Whether the text follows RFC 5322 section 3.4, so that every program reads it the same way. */
    boolean isStrict() {
        return strict;
    }

    Optional<Address> address() {
        return Optional.ofNullable(address);
    }

    /** The address; or the one word that stands in its place, as in {@code root (Cron Daemon)}; empty if neither. */
    String sender() {
        if (address != null) {
            return address.toString();
        }
        List<Lexeme> words = words(Lexeme.scan(raw));
        if (!words.isEmpty() && words.get(words.size() - 1).kind == Lexeme.Kind.ANGLE) {
            words = words(Lexeme.scan(words.get(words.size() - 1).inside()));
        }
        boolean one = words.size() == 1
                && words.get(0).kind == Lexeme.Kind.WORD
                && words.get(0).text.indexOf('@') < 0;
        return one ? Latin1.toText(words.get(0).text) : "";
    }

    private static List<Lexeme> words(List<Lexeme> lexemes) {
        List<Lexeme> words = new ArrayList<>(lexemes);
        words.removeIf(lexeme -> lexeme.kind == Lexeme.Kind.COMMENT || lexeme.kind == Lexeme.Kind.SPACE);
        return words;
    }

    /** As Latin-1: this element with another address, display name and comments kept. */
    String with(String other) {
        List<Lexeme> lexemes = Lexeme.scan(raw);
        StringBuilder before = new StringBuilder();
        StringBuilder comments = new StringBuilder();
        for (Lexeme lexeme : lexemes) {
            if (lexeme.kind == Lexeme.Kind.ANGLE) {
                String name = before.toString().strip();
                return (name.isEmpty() ? "" : name + " ") + "<" + other + ">";
            }
            if (lexeme.kind == Lexeme.Kind.BROKEN || lexeme.kind == Lexeme.Kind.SEPARATOR) {
                return other;
            }
            before.append(StrictForm.inName(lexeme));
            comments.append(lexeme.kind == Lexeme.Kind.COMMENT ? " " + lexeme.text : "");
        }
        return other + comments;
    }

    /** The address, or else the text, to show to people. */
    String shown() {
        if (address != null) {
            return address.toString();
        }
        String start = raw.length() <= LONGEST_SHOWN ? raw : raw.substring(0, LONGEST_SHOWN) + "...";
        return Latin1.toText(start).replaceAll("\\s+", " ");
    }

    static Optional<Address> addressOf(List<Lexeme> lexemes) {
        List<Lexeme> words = new ArrayList<>(lexemes.size());
        int angles = 0;
        for (Lexeme lexeme : lexemes) {
            if (lexeme.kind == Lexeme.Kind.BROKEN || lexeme.kind == Lexeme.Kind.SEPARATOR) {
                return Optional.empty();
            }
            if (lexeme.kind != Lexeme.Kind.COMMENT) {
                words.add(lexeme);
                angles += lexeme.kind == Lexeme.Kind.ANGLE ? 1 : 0;
            }
        }
        while (!words.isEmpty() && words.get(words.size() - 1).kind == Lexeme.Kind.SPACE) {
            words.remove(words.size() - 1);
        }
        if (angles == 0) {
            return addrSpec(words);
        }
        Lexeme last = words.get(words.size() - 1);
        return angles == 1 && last.kind == Lexeme.Kind.ANGLE ? inAngle(last.inside()) : Optional.empty();
    }

    /** The address between angle brackets, with or without a source route. */
    static Optional<Address> inAngle(String inside) {
        List<Lexeme> lexemes = Lexeme.scan(inside);
        lexemes.removeIf(lexeme -> lexeme.kind == Lexeme.Kind.COMMENT);
        if (!lexemes.isEmpty() && lexemes.get(0).text.startsWith("@")) {
            // a source route is skipped (RFC 5321 appendix C): @one,@two:joe@three
            for (int i = 0; i < lexemes.size(); i++) {
                if (lexemes.get(i).is(':')) {
                    return addrSpec(lexemes.subList(i + 1, lexemes.size()));
                }
            }
        }
        return addrSpec(lexemes);
    }

    /** local-part "@" domain; white space is allowed only around the dots and the at sign (RFC 5322 section 4.4). */
    private static Optional<Address> addrSpec(List<Lexeme> lexemes) {
        StringBuilder local = new StringBuilder();
        StringBuilder domain = null;
        boolean gap = false;
        boolean afterQuoted = false;
        for (Lexeme lexeme : lexemes) {
            StringBuilder part = domain == null ? local : domain;
            switch (lexeme.kind) {
                case SPACE:
                    gap = part.length() > 0 || domain != null;
                    continue;
                case QUOTED:
                    if (domain != null || (part.length() > 0 && !endsWithDot(part))) {
                        return Optional.empty();
                    }
                    part.append(unquoted(lexeme.inside()));
                    break;
                case LITERAL:
                    if (domain == null || domain.length() > 0) {
                        return Optional.empty();
                    }
                    domain.append(lexeme.text);
                    break;
                case WORD:
                    boolean joins = lexeme.text.startsWith(".") || lexeme.text.startsWith("@");
                    boolean free = part.length() == 0 || endsWithDot(part) || joins;
                    if (((gap || afterQuoted) && !free) || hasSpecials(lexeme.text)) {
                        return Optional.empty();
                    }
                    int at = lexeme.text.indexOf('@');
                    if (at < 0) {
                        part.append(lexeme.text);
                    } else if (domain != null || lexeme.text.indexOf('@', at + 1) >= 0) {
                        return Optional.empty();
                    } else {
                        local.append(lexeme.text, 0, at);
                        domain = new StringBuilder(lexeme.text.substring(at + 1));
                    }
                    break;
                default:
                    return Optional.empty();
            }
            gap = false;
            afterQuoted = lexeme.kind == Lexeme.Kind.QUOTED;
        }
        return domain == null
                ? Optional.empty()
                : Address.of(Latin1.toText(local.toString()), Latin1.toText(domain.toString()));
    }

    private static boolean endsWithDot(StringBuilder part) {
        return part.length() > 0 && part.charAt(part.length() - 1) == '.';
    }

    private static boolean hasSpecials(String word) {
        return Latin1.has(word, c -> c == '\\' || c == ')' || c == '>' || c == ']');
    }

    private static String unquoted(String inside) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            if (inside.charAt(i) == '\\' && i + 1 < inside.length()) {
                i++;
            }
            text.append(inside.charAt(i));
        }
        return text.toString();
    }
}
