package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;

/** A reply as it goes over the wire: printable ASCII, in as many lines as the length of a line demands. */
final class ReplyText {
    /** RFC 5321 section 4.5.3.1.5: 512 octets with the code and CRLF. */
    private static final int LONGEST = 512;

    private ReplyText() {}

    static String of(Reply reply) {
        String rest = ascii(reply.explanation());
        StringBuilder lines = new StringBuilder();
        // RFC 2034 section 4: the enhanced code stands in every line of a reply
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

    /** RFC 5321 section 4.2 gives a reply text printable ASCII only; what Microsoft says may be in any language. */
    private static String ascii(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c < 127 ? c : '?');
        }
        return shown.toString();
    }
}
