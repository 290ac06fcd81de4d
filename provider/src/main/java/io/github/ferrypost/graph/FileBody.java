package io.github.ferrypost.graph;

import io.github.ferrypost.http.Request;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.util.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A file as JSON: its properties, and {@code contentBytes} encoded while reading. Immutable. */
final class FileBody implements Request.Body {
    private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.US_ASCII);

    private final byte[] before;
    private final Base64Body content;

    FileBody(Map<String, Object> properties, ByteSource content) {
        String object = Json.write(properties);
        this.before =
                (object.substring(0, object.length() - 1) + ",\"contentBytes\":\"").getBytes(StandardCharsets.UTF_8);
        this.content = new Base64Body(content);
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(before), content.open(), new ByteArrayInputStream(AFTER))));
    }

    @Override
    public long length() {
        return before.length + content.length() + AFTER.length;
    }
}
