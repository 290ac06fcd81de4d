package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A lexical unit of an address list (RFC 5322 sections 3.2 and 3.4), with its original text. Immutable. */
final class Lexeme {
    enum Kind {
        WORD,
        QUOTED,
        COMMENT,
        ANGLE,
        LITERAL,
        SPACE,
        SEPARATOR,
        /** An opening delimiter that never closes; reaches to the end */
        BROKEN
    }

    /** RFC 2047 forbids a comma in it, but some programs write one; it is not a separator. */
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^?\\s]+\\?[bBqQ]\\?[^?\\s]*\\?=");

    private static final String SPACES = " \t\r\n";
    private static final String ENDS_A_WORD = SPACES + "\"(<[,;:";

    final Kind kind;
    final String text;

    private Lexeme(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    boolean is(char separator) {
        return kind == Kind.SEPARATOR && text.charAt(0) == separator;
    }

    boolean isEncodedWord() {
        return kind == Kind.WORD && ENCODED_WORD.matcher(text).matches();
    }

    /** The text between the first and the last character. */
    String inside() {
        return text.substring(1, text.length() - 1);
    }

    static List<Lexeme> scan(String value) {
        List<Lexeme> lexemes = new ArrayList<>();
        int at = 0;
        while (at < value.length()) {
            Lexeme next = at(value, at);
            lexemes.add(next);
            at += next.text.length();
        }
        return lexemes;
    }

    /** The lexeme that starts at this index, which must be within the value. */
    static Lexeme at(String value, int at) {
        char first = value.charAt(at);
        switch (first) {
            case '"':
                return closed(Kind.QUOTED, value, at, endOfQuoted(value, at));
            case '(':
                return closed(Kind.COMMENT, value, at, endOfComment(value, at));
            case '<':
                return closed(Kind.ANGLE, value, at, endOfAngle(value, at));
            case '[':
                return closed(Kind.LITERAL, value, at, value.indexOf(']', at) + 1);
            case ',':
            case ';':
            case ':':
                return new Lexeme(Kind.SEPARATOR, String.valueOf(first));
            default:
                return SPACES.indexOf(first) >= 0
                        ? new Lexeme(Kind.SPACE, run(value, at, SPACES, true))
                        : new Lexeme(Kind.WORD, word(value, at));
        }
    }

    private static Lexeme closed(Kind kind, String value, int start, int end) {
        return end <= start
                ? new Lexeme(Kind.BROKEN, value.substring(start))
                : new Lexeme(kind, value.substring(start, end));
    }

    private static String word(String value, int at) {
        if (value.startsWith("=?", at)) {
            Matcher encoded = ENCODED_WORD.matcher(value).region(at, value.length());
            if (encoded.lookingAt()) {
                return encoded.group();
            }
        }
        return run(value, at, ENDS_A_WORD, false);
    }

    /** The longest run of characters from {@code at} that are, or are not, in {@code set}. */
    private static String run(String value, int at, String set, boolean among) {
        int end = at;
        while (end < value.length() && (set.indexOf(value.charAt(end)) >= 0) == among) {
            end++;
        }
        return value.substring(at, end);
    }

    /** The index after the closing quote, or 0. */
    private static int endOfQuoted(String value, int start) {
        for (int i = start + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        return 0;
    }

    private static int endOfComment(String value, int start) {
        int depth = 0;
        for (int i = start; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int endOfAngle(String value, int start) {
        int i = start + 1;
        while (i < value.length()) {
            char c = value.charAt(i);
            if (c == '>') {
                return i + 1;
            }
            int end = c == '"' ? endOfQuoted(value, i) : c == '(' ? endOfComment(value, i) : i + 1;
            if (end == 0 || c == '<') {
                return 0;
            }
            i = end;
        }
        return 0;
    }
}
