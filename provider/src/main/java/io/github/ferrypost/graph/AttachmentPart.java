package io.github.ferrypost.graph;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.CompositeSource;
import io.github.ferrypost.message.HeaderField;
import io.github.ferrypost.message.MimePart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a message that can be removed and attached to the draft as a file. Immutable. */
final class AttachmentPart {
    private static final Set<String> ENCODINGS = Set.of("", "7bit", "8bit", "binary", "base64", "quoted-printable");

    /** Types with a meaning beyond a file: Exchange would convert them. */
    private static final Set<String> NO_FILES = Set.of("text/calendar", "application/ms-tnef");

    private final MimePart part;
    private final boolean inline;
    private final @Nullable ByteSource content;

    private AttachmentPart(MimePart part, boolean inline, @Nullable ByteSource content) {
        this.part = part;
        this.inline = inline;
        this.content = content;
    }

    /** The part as an attachment, if it is one and is directly in the message's multipart/mixed. */
    static Optional<AttachmentPart> attached(MimePart part) {
        String disposition =
                part.disposition().map(ContentDisposition::getDisposition).orElse("");
        boolean named = fileName(part).isPresent();
        boolean file = disposition.equalsIgnoreCase("attachment")
                || (disposition.isEmpty() && (named || !part.type().startsWith("text/")));
        return isFile(part) && file ? Optional.of(new AttachmentPart(part, false, null)) : Optional.empty();
    }

    /** The part as an inline image, if it is one and follows the root of a multipart/related. */
    static Optional<AttachmentPart> related(MimePart part) {
        return isFile(part) && part.first("Content-ID").isPresent()
                ? Optional.of(new AttachmentPart(part, true, null))
                : Optional.empty();
    }

    /** A file keeps only its Content-ID: references by Content-Location (RFC 2557) would break. */
    private static boolean isFile(MimePart part) {
        return !part.isMultipart()
                && !part.type().startsWith("message/")
                && !NO_FILES.contains(part.type())
                && ENCODINGS.contains(encoding(part))
                && part.first("Content-Location").isEmpty();
    }

    private static String encoding(MimePart part) {
        return part.first("Content-Transfer-Encoding")
                .map(HeaderField::value)
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<String> fileName(MimePart part) {
        return part.disposition()
                .map(disposition -> disposition.getParameter("filename"))
                .or(() -> part.contentType().map(type -> type.getParameter("name")))
                .filter(name -> !name.isBlank());
    }

    MimePart part() {
        return part;
    }

    boolean isInline() {
        return inline;
    }

    /** The file's name; Graph requires one. */
    String name() {
        String name = fileName(part).orElse("attachment");
        try {
            // RFC 2047 forbids encoded words in a parameter, but most programs write them
            return MimeUtility.decodeText(name);
        } catch (UnsupportedEncodingException e) {
            return name;
        }
    }

    /** Type and charset. */
    String contentType() {
        String charset =
                part.contentType().map(type -> parameter(type, "charset")).orElse("");
        return part.type() + (charset.isEmpty() ? "" : "; charset=" + charset);
    }

    private static String parameter(ContentType type, String name) {
        String value = type.getParameter(name);
        return value == null ? "" : value;
    }

    /** Without angle brackets. */
    Optional<String> contentId() {
        return part.first("Content-ID").map(field -> field.value().replaceAll("^<|>$", ""));
    }

    /**
     * A copy with its content, decoded once to determine its size.
     *
     * @throws UndecodableException if it is not valid base64 though declared so
     * @throws IOException if the message cannot be read
     */
    AttachmentPart of(ByteSource message) throws IOException {
        return new AttachmentPart(part, inline, content(message));
    }

    /** The file's bytes, decoded while reading; only after {@link #of}. */
    ByteSource content() {
        return Objects.requireNonNull(content, "only after of");
    }

    private ByteSource content(ByteSource message) throws IOException {
        ByteSource encoded = CompositeSource.of(message).and(part.bodyStart(), part.bodyEnd());
        String encoding = encoding(part);
        if (!encoding.equals("base64") && !encoding.equals("quoted-printable")) {
            return encoded;
        }
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        WatchedSource source = new WatchedSource(encoded);
        try (InputStream in = decoding(source, encoding)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
            }
        } catch (IOException e) {
            throw source.hasFailed() ? e : new UndecodableException(encoding, e);
        }
        long counted = size;
        return new ByteSource() {
            @Override
            public InputStream open() throws IOException {
                return decoding(encoded, encoding);
            }

            @Override
            public long size() {
                return counted;
            }
        };
    }

    private static InputStream decoding(ByteSource encoded, String encoding) throws IOException {
        try {
            return new DecodedStream(MimeUtility.decode(encoded.open(), encoding));
        } catch (MessagingException e) {
            throw new IOException("unknown encoding " + encoding, e);
        }
    }
}
