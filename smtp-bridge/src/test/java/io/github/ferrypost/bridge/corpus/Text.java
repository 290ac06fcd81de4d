package io.github.ferrypost.bridge.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A message as text of one character an octet, taken apart without any code of ours: its header fields, raw and folded as
 * they came, and its body.
 */
record Text(List<String> fields, String body) {
    static Text of(byte[] message) {
        List<String> fields = new ArrayList<>();
        String rest = new String(message, StandardCharsets.ISO_8859_1);
        if (rest.startsWith("From ")) {
            // the line of the mbox format is no field
            rest = rest.substring(rest.indexOf('\n') + 1);
        }
        while (!rest.isEmpty() && !rest.startsWith("\r\n")) {
            int end = rest.indexOf('\n') + 1;
            String line = end == 0 ? rest : rest.substring(0, end);
            if (line.matches("(?s)[ \t].*") && !fields.isEmpty()) {
                fields.set(fields.size() - 1, fields.get(fields.size() - 1) + line);
            } else if (line.matches("(?s)[!-9;-~]+[ \t]*:.*")) {
                fields.add(line);
            } else {
                return new Text(fields, rest);
            }
            rest = rest.substring(line.length());
        }
        return new Text(fields, rest.startsWith("\r\n") ? rest.substring(2) : rest);
    }

    /** Whatever stands for a line end becomes CRLF, and the last line has one (RFC 5321 section 2.3.8). */
    static byte[] canonical(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1).replaceAll("\r\n|\r|\n", "\r\n");
        return (text.endsWith("\r\n") || text.isEmpty() ? text : text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> name(field).equals(name.toLowerCase(Locale.ROOT)));
    }
}
