package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.util.Json;
import io.github.ferrypost.util.Sleeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attaches files to one draft, one after the other. For one thread at a time. */
final class AttachmentUploader {
    /** "Attach large files to Outlook messages": below 3 MB in one request, from there on by an upload session. */
    private static final long UPLOAD_FROM = 3 << 20;

    /** "Create message": a request of 4 MB, including base64 and JSON. */
    private static final long LARGEST_REQUEST = 4 << 20;

    private final GraphClient client;
    private final GraphOptions options;
    private final Sleeper waits;
    private final Account account;
    private final String path;

    /** The draft's attachment count; Graph is asked, because attachments in the MIME may or may not count. */
    private int present;

    AttachmentUploader(GraphClient client, GraphOptions options, Sleeper waits, Account account, String draft) {
        this.client = client;
        this.options = options;
        this.waits = waits;
        this.account = account;
        this.path = draft + "/attachments";
    }

    /**
     * @return the response it failed with, or empty
     * @throws IOException if the message cannot be read
     */
    Optional<GraphResponse> attach(List<AttachmentPart> leaves) throws IOException {
        present = count().orElse(0);
        for (AttachmentPart leaf : leaves) {
            ByteSource content = leaf.content();
            GraphResponse response = attach(leaf, content);
            if (!response.is(200) && !response.is(201)) {
                return Optional.of(response);
            }
            present++;
        }
        return Optional.empty();
    }

    /** Uses one request if the file is small enough; otherwise, or if Graph says it is too large, an upload session. */
    private GraphResponse attach(AttachmentPart leaf, ByteSource content) throws IOException {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("@odata.type", "#microsoft.graph.fileAttachment");
        describe(leaf, properties);
        FileBody body = new FileBody(properties, content);
        if (content.size() >= UPLOAD_FROM || body.length() > LARGEST_REQUEST) {
            return upload(leaf, content);
        }
        GraphResponse response = post(body);
        return response.is(413) ? upload(leaf, content) : response;
    }

    private GraphResponse post(FileBody body) {
        RetryBudget patience = new RetryBudget(waits, options.uploadTries());
        while (true) {
            GraphResponse response = client.call(
                    account,
                    "POST",
                    path,
                    request ->
                            request.header("Content-Type", "application/json").body(body));
            if (response.is(201)) {
                return response;
            }
            if (!patience.lastsAfter(response)) {
                return response;
            }
            Optional<GraphResponse> arrived = arrived();
            if (arrived.isPresent()) {
                return arrived.get();
            }
        }
    }

    private GraphResponse upload(AttachmentPart leaf, ByteSource content) throws IOException {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("attachmentType", "file");
        properties.put("size", content.size());
        describe(leaf, properties);
        byte[] json = Json.write(Map.of("AttachmentItem", properties)).getBytes(StandardCharsets.UTF_8);
        UploadSession upload =
                new UploadSession(client, options, account, content, new RetryBudget(waits, options.uploadTries()));
        return upload.carry(
                () -> client.call(
                        account,
                        "POST",
                        path + "/createUploadSession",
                        request -> request.header("Content-Type", "application/json")
                                .body(json)),
                this::arrived);
    }

    private static void describe(AttachmentPart leaf, Map<String, Object> properties) {
        properties.put("name", leaf.name());
        properties.put("contentType", leaf.contentType());
        properties.put("isInline", leaf.isInline());
        leaf.contentId().ifPresent(id -> properties.put("contentId", id));
    }

    /** Whether the draft has one more attachment than before: the one whose response was lost. */
    private Optional<GraphResponse> arrived() {
        GraphResponse listed = list();
        return size(listed).filter(count -> count > present).map(count -> listed);
    }

    private Optional<Integer> count() {
        return size(list());
    }

    private GraphResponse list() {
        return client.call(account, "GET", path + "?$select=name,size", request -> request);
    }

    private static Optional<Integer> size(GraphResponse listed) {
        return listed.is(200) ? Optional.of(Json.list(listed.json(), "value").size()) : Optional.empty();
    }
}
