package io.github.ferrypost.message;

import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a message's MIME structure (RFC 2045, RFC 2046): its MIME fields and its position in the message. Does
 * not parse embedded messages. Read in one pass with little memory, whatever the size. Immutable.
 */
public final class MimePart {
    private static final String DEFAULT_TYPE = "text/plain";

    private static final Set<String> SEALED =
            Set.of("multipart/signed", "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime");

    private final List<HeaderField> fields;
    private final List<MimePart> children;
    private final long start;
    private final long bodyStart;
    private final long bodyEnd;
    private final long end;

    MimePart(List<HeaderField> fields, List<MimePart> children, long start, long bodyStart, long bodyEnd, long end) {
        this.fields = List.copyOf(fields);
        this.children = List.copyOf(children);
        this.start = start;
        this.bodyStart = bodyStart;
        this.bodyEnd = bodyEnd;
        this.end = end;
    }

    /** @throws IOException if the bytes cannot be read */
    public static MimePart read(ByteSource message) throws IOException {
        try (InputStream in = message.open()) {
            return new PartReader(in).read();
        }
    }

    /**
     * Whether content of this type, in lower case, is signed or encrypted: any change of its structure would break
     * it.
     */
    public static boolean isSealed(String type) {
        return SEALED.contains(type);
    }

    /** The first such field among those that start with {@code Content-}; others are not kept. */
    public Optional<HeaderField> first(String name) {
        return fields.stream().filter(field -> field.is(name)).findFirst();
    }

    /** The parts of a multipart, in order; empty for any other type. */
    public List<MimePart> children() {
        return children;
    }

    /** The offset of its delimiter line in the message, in bytes; 0 for the message itself. */
    public long start() {
        return start;
    }

    public long bodyStart() {
        return bodyStart;
    }

    /** Excludes the line end before the next delimiter, which belongs to the delimiter (RFC 2046 section 5.1.1). */
    public long bodyEnd() {
        return bodyEnd;
    }

    /** The offset of the next delimiter line, or the end of the message. */
    public long end() {
        return end;
    }

    /** Type and subtype in lower case; {@code text/plain} if there is none. */
    public String type() {
        return contentType()
                .map(type -> type.getBaseType().toLowerCase(Locale.ROOT))
                .orElse(DEFAULT_TYPE);
    }

    public boolean isMultipart() {
        return type().startsWith("multipart/");
    }

    /** Empty if missing or invalid. */
    public Optional<ContentType> contentType() {
        return first("Content-Type").flatMap(field -> contentType(field.value()));
    }

    private static Optional<ContentType> contentType(String value) {
        try {
            return Optional.of(new ContentType(value));
        } catch (ParseException unreadable) {
            return Optional.empty();
        }
    }

    /** Empty if missing or invalid. */
    public Optional<ContentDisposition> disposition() {
        return first("Content-Disposition").flatMap(field -> {
            try {
                return Optional.of(new ContentDisposition(field.value()));
            } catch (ParseException unreadable) {
                return Optional.empty();
            }
        });
    }
}
