package io.github.ferrypost.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.Stream;

/**
 * The header section of a message (RFC 5322 section 2.1), read without the body; every byte is preserved. Stored as
 * bytes plus four per field; fields are created on access. Immutable.
 *
 * <p>Common defects are tolerated: lines that end in LF or CR alone; a leading mbox line
 * ({@code From somebody Mon Jan 1 …}), which is dropped; a missing empty line after the section. A line that is
 * neither a field nor a continuation ends the section, as if an empty line preceded it.
 */
public final class HeaderSection {
    /** In bytes. Ten thousand recipients, more than Exchange accepts, take less than one million. */
    public static final int LARGEST = 8 << 20;

    private final byte[] bytes;
    /** Start offset of each field, and the end of the last one. */
    private final int[] starts;

    private final boolean regular;
    private final long bodyOffset;

    HeaderSection(byte[] bytes, int[] starts, boolean regular, long bodyOffset) {
        this.bytes = bytes;
        this.starts = starts;
        this.regular = regular;
        this.bodyOffset = bodyOffset;
    }

    /**
     * Reads no further than the header section.
     *
     * @return empty if the section is larger than {@link #LARGEST}
     * @throws IOException if the bytes cannot be read
     */
    public static Optional<HeaderSection> read(ByteSource message) throws IOException {
        try (InputStream in = message.open()) {
            return new HeadReader(in, LARGEST).read();
        }
    }

    /** A name of printable ASCII and a colon, with the optional white space before it (RFC 5322 section 4.5). */
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

    /** All fields in order; a view that creates each field on access. */
    public List<HeaderField> fields() {
        int[] numbers = new int[size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return new Fields(numbers);
    }

    /** The fields of this name, ignoring case; a view like {@link #fields()}. */
    public List<HeaderField> all(String name) {
        int[] found = new int[size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (name(i).equalsIgnoreCase(name)) {
                found[count++] = i;
            }
        }
        return new Fields(Arrays.copyOf(found, count));
    }

    /** The first field of this name, ignoring case. */
    public Optional<HeaderField> first(String name) {
        for (int i = 0; i < size(); i++) {
            if (name(i).equalsIgnoreCase(name)) {
                return Optional.of(field(i));
            }
        }
        return Optional.empty();
    }

    /** The addresses in all fields of this name, including those in groups; text that is not an address is skipped. */
    public Stream<Address> addresses(String name) {
        return all(name).stream()
                .flatMap(field -> AddressList.mailboxes(field.rawValue()))
                .flatMap(mailbox -> mailbox.address().stream());
    }

    /** The offset of the body in the message, in bytes. */
    public long bodyOffset() {
        return bodyOffset;
    }

    /** Whether every line ends in CRLF, an empty line ends the section, and nothing was left out. */
    boolean isRegular() {
        return regular;
    }

    int size() {
        return starts.length - 1;
    }

    String name(int index) {
        int end = starts[index];
        while (bytes[end] != ':') {
            end++;
        }
        return Latin1.of(bytes, starts[index], end).strip();
    }

    private HeaderField field(int index) {
        return HeaderField.ofRaw(Latin1.of(bytes, starts[index], starts[index + 1]));
    }

    /** Writes the field with CRLF line ends. */
    void write(int index, ByteArrayOutputStream out) {
        if (regular) {
            out.write(bytes, starts[index], starts[index + 1] - starts[index]);
        } else {
            out.writeBytes(Latin1.bytes(field(index).canonical().latin1()));
        }
    }

    private final class Fields extends AbstractList<HeaderField> implements RandomAccess {
        private final int[] indexes;

        Fields(int[] indexes) {
            this.indexes = indexes;
        }

        @Override
        public HeaderField get(int index) {
            return field(indexes[index]);
        }

        @Override
        public int size() {
            return indexes.length;
        }
    }
}
