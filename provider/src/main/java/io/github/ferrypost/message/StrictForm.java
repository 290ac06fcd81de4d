package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rewrites a mailbox to RFC 5322 section 3.4. Valid text stays unchanged; only non-atom words of a display name,
 * commas and the like in encoded words, and obsolete address forms are rewritten. A strict parser would find other
 * addresses in them, or refuse the message.
 */
final class StrictForm {
    /**
     * Special characters of a display name (RFC 5322 section 3.2.3), except the dot, which every program accepts
     * (section 4.1).
     */
    private static final String SPECIALS = "()<>[]:;@\\,\"";

    private StrictForm() {}

    /** @param lexemes of one mailbox that has this address; surrounding white space is dropped */
    static String of(List<Lexeme> lexemes, Address address) {
        boolean angle = lexemes.stream().anyMatch(lexeme -> lexeme.kind == Lexeme.Kind.ANGLE);
        if (!angle && !isStrict(lexemes)) {
            return comments(lexemes) + Latin1.of(address.toString());
        }
        StringBuilder text = new StringBuilder();
        for (Lexeme lexeme : lexemes) {
            text.append(angle ? inName(lexeme, address) : lexeme.text);
        }
        return text.toString().strip();
    }

    private static String comments(List<Lexeme> lexemes) {
        return lexemes.stream()
                .filter(lexeme -> lexeme.kind == Lexeme.Kind.COMMENT)
                .map(lexeme -> lexeme.text + " ")
                .collect(Collectors.joining());
    }

    private static String inName(Lexeme lexeme, Address address) {
        if (lexeme.kind == Lexeme.Kind.ANGLE) {
            return isStrict(Lexeme.scan(lexeme.inside())) ? lexeme.text : "<" + Latin1.of(address.toString()) + ">";
        }
        return inName(lexeme);
    }

    /** A lexeme of a display name; a word with special characters is quoted or encoded. */
    static String inName(Lexeme lexeme) {
        boolean special = lexeme.kind == Lexeme.Kind.WORD && Latin1.has(lexeme.text, c -> SPECIALS.indexOf(c) >= 0);
        if (!special) {
            return lexeme.text;
        }
        return lexeme.isEncodedWord() ? escaped(lexeme.text) : Address.quoted(lexeme.text);
    }

    /** An encoded word (RFC 2047 section 5 (3)) with its special characters encoded; base64 has none. */
    private static String escaped(String word) {
        String[] parts = word.split("\\?", 4);
        if (!parts[2].equalsIgnoreCase("q")) {
            return word;
        }
        StringBuilder text = new StringBuilder();
        parts[3].chars()
                .forEach(c ->
                        text.append(SPECIALS.indexOf(c) < 0 ? String.valueOf((char) c) : String.format("=%02X", c)));
        return "=?" + parts[1] + "?" + parts[2] + "?" + text;
    }

    /**
     * local-part "@" domain without inner white space and comments; the local part is a dot-atom or one quoted
     * string.
     */
    private static boolean isStrict(List<Lexeme> lexemes) {
        List<Lexeme> words = new ArrayList<>();
        for (Lexeme lexeme : lexemes) {
            if (lexeme.kind != Lexeme.Kind.COMMENT) {
                words.add(lexeme);
            }
        }
        int start = 0;
        int end = words.size();
        while (start < end && words.get(start).kind == Lexeme.Kind.SPACE) {
            start++;
        }
        while (end > start && words.get(end - 1).kind == Lexeme.Kind.SPACE) {
            end--;
        }
        words = words.subList(start, end);
        boolean literal = !words.isEmpty() && words.get(words.size() - 1).kind == Lexeme.Kind.LITERAL;
        if (literal) {
            words = words.subList(0, words.size() - 1);
        }
        boolean quoted = words.size() == 2 && words.get(0).kind == Lexeme.Kind.QUOTED;
        if (words.size() != (quoted ? 2 : 1) || words.get(words.size() - 1).kind != Lexeme.Kind.WORD) {
            return false;
        }
        String word = words.get(words.size() - 1).text;
        int sign = word.indexOf('@');
        boolean local = quoted ? sign == 0 : sign > 0 && Address.isDotAtom(word.substring(0, sign));
        return local && literal == (sign == word.length() - 1);
    }
}
