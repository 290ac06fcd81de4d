package io.github.ferrypost.util;

/** Makes text from outside safe to show: it cannot control a terminal or change the writing direction. Stateless. */
public final class PrintableText {
    private PrintableText() {}

    /** For one line of a log or terminal: control and format characters, line separators and lone surrogates become "?". */
    public static String line(String text) {
        return isAscii(text) ? text : replaced(text, false);
    }

    /**
     * For a page: as {@link #line}, but keeps tabs, line ends, joiners and soft hyphens, because a form must return
     * its input unchanged. The template escapes markup.
     */
    public static String block(String text) {
        return isAscii(text) ? text : replaced(text, true);
    }

    private static String replaced(String text, boolean block) {
        return text.codePoints()
                .map(c -> (block ? isHarmful(c) : isUnseen(c)) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c) || type == Character.FORMAT || isSeparator(type);
    }

    private static boolean isHarmful(int c) {
        boolean control = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
        return control || isBidirectional(c) || isSeparator(Character.getType(c));
    }

    private static boolean isSeparator(int type) {
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || type == Character.SURROGATE;
    }

    /** Unicode Standard Annex 9, section 2: marks, embeddings, overrides and isolates. */
    private static boolean isBidirectional(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
