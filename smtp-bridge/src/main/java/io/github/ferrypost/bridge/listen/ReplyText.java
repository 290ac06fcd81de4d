package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;

/** Formats a reply for the wire: printable ASCII, split into as many lines as the line length requires. */
final class ReplyText {
    /** RFC 5321 section 4.5.3.1.5: 512 octets including the code and CRLF. */
    private static final int LONGEST = 512;

    private ReplyText() {}

    static String of(Reply reply) {
        String rest = ascii(reply.explanation());
        StringBuilder lines = new StringBuilder();
        // RFC 2034 section 4: every line of a reply carries the enhanced code
        int room = LONGEST - "250 \r\n".length() - (reply.enhanced() + " ").length();
        while (rest.length() > room) {
            int space = rest.lastIndexOf(' ', room);
            int cut = space > 0 ? space : room;
            line(lines, reply, '-', rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        line(lines, reply, ' ', rest);
        return lines.toString();
    }

    private static void line(StringBuilder lines, Reply reply, char mark, String text) {
        lines.append(reply.code())
                .append(mark)
                .append(reply.enhanced())
                .append(' ')
                .append(text)
                .append("\r\n");
    }

    /** RFC 5321 section 4.2 allows only printable ASCII in a reply; Microsoft's text may be in any language. */
    private static String ascii(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c < 127 ? c : '?');
        }
        return shown.toString();
    }
}
