package io.github.ferrypost.sandbox.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The header fields of a message, with their positions in its bytes. Immutable; the bytes are shared. */
public final class Headers {
    private static final class Field {
        final String name;
        final int start;
        final int end;

        Field(String name, int start, int end) {
            this.name = name;
            this.start = start;
            this.end = end;
        }
    }

    private final byte[] message;
    private final List<Field> fields = new ArrayList<>();
    private final int end;

    /** Parses a message's header. Lines may end in CRLF or LF; a line that is not a field ends the header. */
    public Headers(byte[] message) {
        this.message = message;
        int at = 0;
        while (at < message.length) {
            int next = afterLine(at);
            if (blank(at)) {
                break;
            }
            int colon = colon(at, next);
            if (colon < 0) {
                break;
            }
            while (next < message.length && (message[next] == ' ' || message[next] == '\t')) {
                next = afterLine(next);
            }
            fields.add(new Field(new String(message, at, colon - at, StandardCharsets.US_ASCII).strip(), at, next));
            at = next;
        }
        end = at;
    }

    /** Whether there is no header. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The index where the header ends: at the empty line, if there is one. */
    public int end() {
        return end;
    }

    /** The names of all fields, as written. */
    public Stream<String> names() {
        return fields.stream().map(field -> field.name);
    }

    /** All values of this name, unfolded and decoded as UTF-8 (RFC 6532). */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                String line = new String(message, field.start, field.end - field.start, StandardCharsets.UTF_8);
                values.add(line.substring(line.indexOf(':') + 1)
                        .replaceAll("\r?\n(?=[ \t])", "")
                        .strip());
            }
        }
        return values;
    }

    /** The first value of this name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The addresses in all fields of this name. */
    public List<String> addresses(String name) throws AddressSyntaxException {
        List<String> addresses = new ArrayList<>();
        for (String value : all(name)) {
            addresses.addAll(AddressParser.parse(value));
        }
        return addresses;
    }

    /** The message without the fields of this name; the same array if there are none. */
    public byte[] without(String name) {
        if (fields.stream().noneMatch(field -> field.name.equalsIgnoreCase(name))) {
            return message;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length);
        int from = 0;
        for (Field field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                out.write(message, from, field.start - from);
                from = field.end;
            }
        }
        out.write(message, from, message.length - from);
        return out.toByteArray();
    }

    private int afterLine(int from) {
        int i = from;
        while (i < message.length && message[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, message.length);
    }

    private boolean blank(int at) {
        return message[at] == '\n' || (message[at] == '\r' && at + 1 < message.length && message[at + 1] == '\n');
    }

    private int colon(int from, int to) {
        for (int i = from; i < to; i++) {
            if (message[i] == ':') {
                return i > from ? i : -1;
            }
            if (message[i] < '!' && message[i] != ' ' && message[i] != '\t') {
                return -1;
            }
        }
        return -1;
    }
}
