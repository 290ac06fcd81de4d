package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attaches files to one draft, one after the other. One thread at a time. */
final class Attaching {
    /** "Attach large files to Outlook messages": below 3 MB in one request, from there on by an upload session. */
    private static final long UPLOAD_FROM = 3 << 20;

    /** "Create message": a request of 4 MB, with base64 and JSON. */
    private static final long LARGEST_REQUEST = 4 << 20;

    private final GraphClient client;
    private final GraphOptions options;
    private final Waits waits;
    private final Account account;
    private final String path;

    /** How many attachments the draft has; what remained in its MIME may count or not, so Graph is asked. */
    private int present;

    Attaching(GraphClient client, GraphOptions options, Waits waits, Account account, String draft) {
        this.client = client;
        this.options = options;
        this.waits = waits;
        this.account = account;
        this.path = draft + "/attachments";
    }

    /**
     * @return the answer that it failed with, or nothing
     * @throws IOException if the message cannot be read
     */
    Optional<Response> attach(List<Leaf> leaves) throws IOException {
        present = count().orElse(0);
        for (Leaf leaf : leaves) {
            Bytes content = leaf.content();
            Response response = attach(leaf, content);
            if (!response.is(200) && !response.is(201)) {
                return Optional.of(response);
            }
            present++;
        }
        return Optional.empty();
    }

    /** In one request if that is small enough; in an upload session if not, or if Graph says that it is too large. */
    private Response attach(Leaf leaf, Bytes content) throws IOException {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("@odata.type", "#microsoft.graph.fileAttachment");
        describe(leaf, properties);
        FileBody body = new FileBody(properties, content);
        if (content.size() >= UPLOAD_FROM || body.length() > LARGEST_REQUEST) {
            return upload(leaf, content);
        }
        Response response = post(body);
        return response.is(413) ? upload(leaf, content) : response;
    }

    private Response post(FileBody body) {
        Patience patience = new Patience(waits, options.uploadTries());
        while (true) {
            Response response = client.call(
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
            Optional<Response> arrived = arrived();
            if (arrived.isPresent()) {
                return arrived.get();
            }
        }
    }

    private Response upload(Leaf leaf, Bytes content) throws IOException {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("attachmentType", "file");
        properties.put("size", content.size());
        describe(leaf, properties);
        byte[] json = Json.write(Map.of("AttachmentItem", properties)).getBytes(StandardCharsets.UTF_8);
        Upload upload = new Upload(client, options, account, content, new Patience(waits, options.uploadTries()));
        return upload.carry(
                () -> client.call(
                        account,
                        "POST",
                        path + "/createUploadSession",
                        request -> request.header("Content-Type", "application/json")
                                .body(json)),
                this::arrived);
    }

    private static void describe(Leaf leaf, Map<String, Object> properties) {
        properties.put("name", leaf.name());
        properties.put("contentType", leaf.contentType());
        properties.put("isInline", leaf.isInline());
        leaf.contentId().ifPresent(id -> properties.put("contentId", id));
    }

    /** Whether the draft has one attachment more than before: the one whose answer was lost. */
    private Optional<Response> arrived() {
        Response listed = list();
        return size(listed).filter(count -> count > present).map(count -> listed);
    }

    private Optional<Integer> count() {
        return size(list());
    }

    private Response list() {
        return client.call(account, "GET", path + "?$select=name,size", request -> request);
    }

    private static Optional<Integer> size(Response listed) {
        return listed.is(200) ? Optional.of(Json.list(listed.json(), "value").size()) : Optional.empty();
    }
}
