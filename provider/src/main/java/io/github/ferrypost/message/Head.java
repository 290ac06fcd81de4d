package io.github.ferrypost.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The header section of a message (RFC 5322 section 2.1), read without its body: the fields, each byte as it came.
 * Immutable.
 *
 * <p>What is broken and common is tolerated: lines that end in LF or CR alone; a first line of the mbox format
 * ({@code From somebody Mon Jan 1 …}), which belongs to no message and is left out; a header section without an empty line
 * after it. A line that is neither a field nor its continuation ends the section, as if the empty line stood before it.
 */
public final class Head {
    /** In bytes. Ten thousand recipients, more than Exchange takes, are less than one million. */
    public static final int LARGEST = 8 << 20;

    private final List<Field> fields;
    private final boolean regular;
    private final long bodyOffset;

    private Head(List<Field> fields, boolean regular, long bodyOffset) {
        this.fields = List.copyOf(fields);
        this.regular = regular;
        this.bodyOffset = bodyOffset;
    }

    /**
     * Reads no further than the header section goes.
     *
     * @return nothing where the section is larger than {@link #LARGEST}
     * @throws IOException if the bytes cannot be read
     */
    public static Optional<Head> read(Bytes message) throws IOException {
        try (InputStream in = message.open()) {
            return read(new Lines(in, LARGEST));
        }
    }

    private static Optional<Head> read(Lines lines) throws IOException {
        List<Field> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean regular = true;
        boolean separated = false;
        long offset = 0;
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            boolean continues = field.length() > 0 && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            boolean mbox = offset == 0 && (line.startsWith("From ") || line.startsWith(">From "));
            separated = Lines.end(line) == 0;
            if (!separated && !continues && !mbox && !startsField(line)) {
                break;
            }
            offset += line.length();
            regular &= !mbox && line.endsWith("\r\n") && Lines.end(line) == line.length() - 2;
            if (separated) {
                break;
            }
            if (!continues) {
                close(field, fields);
            }
            if (!mbox) {
                field.append(line);
            }
        }
        close(field, fields);
        return lines.exhausted() ? Optional.empty() : Optional.of(new Head(fields, regular && separated, offset));
    }

    private static void close(StringBuilder field, List<Field> fields) {
        if (field.length() > 0) {
            fields.add(Field.ofRaw(field.toString()));
            field.setLength(0);
        }
    }

    /** A name of printable ASCII and a colon, with the blanks before the colon that RFC 5322 section 4.5 knows. */
    static boolean startsField(String line) {
        int end = line.indexOf(':');
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (line.charAt(i) <= ' ' || line.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return end > 0;
    }

    /** All fields in their order. */
    public List<Field> fields() {
        return fields;
    }

    /** The fields of this name, whatever its case. */
    public List<Field> all(String name) {
        return fields.stream().filter(field -> field.is(name)).collect(Collectors.toList());
    }

    /** The first field of this name, whatever its case. */
    public Optional<Field> first(String name) {
        return fields.stream().filter(field -> field.is(name)).findFirst();
    }

    /** The addresses in all fields of this name, those of groups included; what is no address is left out. */
    public List<Address> addresses(String name) {
        return all(name).stream()
                .flatMap(field -> AddressList.parse(field.rawValue()).mailboxes())
                .flatMap(mailbox -> mailbox.address().stream())
                .collect(Collectors.toList());
    }

    /** How many bytes of the message come before its body. */
    public long bodyOffset() {
        return bodyOffset;
    }

    /** Whether every line ends in CRLF, an empty line ends the section, and nothing was left out. */
    boolean isRegular() {
        return regular;
    }
}
