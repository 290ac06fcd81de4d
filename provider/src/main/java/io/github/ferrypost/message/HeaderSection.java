package io.github.ferrypost.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The header section of a message (RFC 5322 section 2.1), read without its body: the fields, each byte as it came. Kept as
 * bytes, four more for each field; fields are made of them when they are asked for. Immutable.
 *
 * <p>What is broken and common is tolerated: lines that end in LF or CR alone; a first line of the mbox format
 * ({@code From somebody Mon Jan 1 …}), which belongs to no message and is left out; a header section without an empty line
 * after it. A line that is neither a field nor its continuation ends the section, as if the empty line stood before it.
 */
public final class HeaderSection {
    /** In bytes. Ten thousand recipients, more than Exchange takes, are less than one million. */
    public static final int LARGEST = 8 << 20;

    private final byte[] bytes;
    /** Where each field begins, and where the last one ends. */
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
     * Reads no further than the header section goes.
     *
     * @return nothing where the section is larger than {@link #LARGEST}
     * @throws IOException if the bytes cannot be read
     */
    public static Optional<HeaderSection> read(ByteSource message) throws IOException {
        try (InputStream in = message.open()) {
            return new HeadReader(in, LARGEST).read();
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

    /** All fields in their order; a view that makes each field when it is asked for. */
    public List<HeaderField> fields() {
        return new Fields(IntStream.range(0, size()).toArray());
    }

    /** The fields of this name, whatever its case; a view as {@link #fields()}. */
    public List<HeaderField> all(String name) {
        return new Fields(IntStream.range(0, size())
                .filter(i -> name(i).equalsIgnoreCase(name))
                .toArray());
    }

    /** The first field of this name, whatever its case. */
    public Optional<HeaderField> first(String name) {
        return IntStream.range(0, size())
                .filter(i -> name(i).equalsIgnoreCase(name))
                .mapToObj(this::field)
                .findFirst();
    }

    /** The addresses in all fields of this name, those of groups included; what is no address is left out. */
    public Stream<Address> addresses(String name) {
        return all(name).stream()
                .flatMap(field -> AddressList.mailboxes(field.rawValue()))
                .flatMap(mailbox -> mailbox.address().stream());
    }

    /** How many bytes of the message come before its body. */
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

    /** Writes the field with lines that end in CRLF. */
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
