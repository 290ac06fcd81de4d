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
 * A part of a message's MIME structure (RFC 2045, RFC 2046): its fields of MIME and where in the message it stands. Messages
 * within the message are not looked into. Read in one pass and little memory, whatever the size. Immutable.
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

    /** Whether what is of this type, in small letters, is signed or encrypted: any change of its structure would break it. */
    public static boolean isSealed(String type) {
        return SEALED.contains(type);
    }

    /** The first of its fields whose names begin with {@code Content-}; others are not kept. */
    public Optional<HeaderField> first(String name) {
        return fields.stream().filter(field -> field.is(name)).findFirst();
    }

    /** The parts of a multipart, in their order; none for any other. */
    public List<MimePart> children() {
        return children;
    }

    /** Where its delimiter line begins, in bytes from the message's beginning; 0 for the message itself. */
    public long start() {
        return start;
    }

    public long bodyStart() {
        return bodyStart;
    }

    /** The line end before the next delimiter belongs to that (RFC 2046 section 5.1.1). */
    public long bodyEnd() {
        return bodyEnd;
    }

    /** Where the next delimiter line begins, or the message ends. */
    public long end() {
        return end;
    }

    /** Type and subtype in lower case; {@code text/plain} where none is told. */
    public String type() {
        return contentType()
                .map(type -> type.getBaseType().toLowerCase(Locale.ROOT))
                .orElse(DEFAULT_TYPE);
    }

    public boolean isMultipart() {
        return type().startsWith("multipart/");
    }

    /** Nothing where there is none, or none that can be read. */
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

    /** Nothing where there is none, or none that can be read. */
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
