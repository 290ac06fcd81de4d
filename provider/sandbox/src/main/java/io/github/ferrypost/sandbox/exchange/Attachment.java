package io.github.ferrypost.sandbox.exchange;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file attached to a draft. Immutable, except that the bytes are shared. */
public final class Attachment {
    private final String id;
    private final String name;
    private final String contentType;
    private final @Nullable String contentId;
    private final boolean inline;
    private final byte[] bytes;

    public Attachment(
            String id, String name, String contentType, @Nullable String contentId, boolean inline, byte[] bytes) {
        this.id = id;
        this.name = name;
        this.contentType = contentType;
        this.contentId = contentId;
        this.inline = inline;
        this.bytes = bytes;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String contentType() {
        return contentType;
    }

    /** The content ID that an HTML body refers to. */
    public Optional<String> contentId() {
        return Optional.ofNullable(contentId);
    }

    public boolean isInline() {
        return inline;
    }

    /** The file's content, not copied: do not modify it. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return name + " " + contentType + " " + bytes.length;
    }
}
