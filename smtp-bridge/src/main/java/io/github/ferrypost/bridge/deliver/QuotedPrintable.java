package io.github.ferrypost.bridge.deliver;

import java.nio.charset.StandardCharsets;

/** RFC 2045 section 6.7, for UTF-8 text with CRLF line ends. Stateless. */
final class QuotedPrintable {
    /** RFC 2045 section 6.7 rule 5: 76 with the {@code =} of a soft line break. */
    private static final int LONGEST = 75;

    private QuotedPrintable() {}

    static String encode(String text) {
        StringBuilder out = new StringBuilder();
        String[] lines = text.split("\r\n", -1);
        for (int i = 0; i < lines.length; i++) {
            out.append(i == 0 ? "" : "\r\n");
            encodeLine(lines[i].getBytes(StandardCharsets.UTF_8), out);
        }
        return out.toString();
    }

    private static void encodeLine(byte[] line, StringBuilder out) {
        int column = 0;
        for (int i = 0; i < line.length; i++) {
            boolean last = i == line.length - 1;
            String piece = piece(line[i] & 0xff, last);
            if (column + piece.length() > LONGEST) {
                out.append("=\r\n");
                column = 0;
            }
            out.append(piece);
            column += piece.length();
        }
    }

    /** Encodes a trailing space or tab, which some servers strip (rule 3). */
    private static String piece(int octet, boolean last) {
        boolean blank = octet == ' ' || octet == '\t';
        boolean plain = octet > ' ' && octet <= '~' && octet != '=';
        return plain || (blank && !last) ? String.valueOf((char) octet) : String.format("=%02X", octet);
    }
}
