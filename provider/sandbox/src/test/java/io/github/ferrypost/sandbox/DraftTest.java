package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts, attachments, upload sessions. */
class DraftTest {
    private static final String MESSAGES = "/users/" + Sandbox.MAILBOX + "/messages";
    private static final String MIME =
            GraphClient.mime("From: noreply@contoso.example", "To: a@x.example", "Message-ID: <1@x.example>");
    private Sandbox sandbox;
    private GraphClient client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        client = new GraphClient(sandbox);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private String draft(String... header) throws Exception {
        HttpRequest.Builder request = client.request(MESSAGES)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(GraphClient.base64(MIME)));
        if (header.length == 2) {
            request.header(header[0], header[1]);
        }
        HttpResponse<String> response = client.send(request);
        assertThat(response.statusCode()).isEqualTo(201);
        Map<String, Object> json = GraphClient.json(response);
        assertThat(json).containsEntry("isDraft", true).containsEntry("internetMessageId", "<1@x.example>");
        return JsonValues.string(json, "id");
    }

    private HttpResponse<String> send(String id) throws Exception {
        return client.send(client.request(MESSAGES + "/" + id + "/send").POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void sendsADraftOnce() throws Exception {
        String id = draft("Prefer", "IdType=\"ImmutableId\"");
        assertThat(send(id).statusCode()).isEqualTo(202);
        assertThat(GraphClient.json(client.get(MESSAGES + "/" + id)))
                .containsEntry("isDraft", false)
                .containsEntry("parentFolderId", "sentitems");
        assertThat(send(id).statusCode()).isEqualTo(400);
        assertThat(sandbox.delivered()).singleElement().satisfies(mail -> {
            assertThat(mail.road()).isEqualTo(Delivered.GRAPH_DRAFT);
            assertThat(mail.recipients()).containsExactly("a@x.example");
            assertThat(mail.text()).isEqualTo(MIME);
        });
    }

    @Test
    void anIdThatIsNotImmutableIsGoneAfterSending() throws Exception {
        String id = draft();
        assertThat(send(id).statusCode()).isEqualTo(202);
        HttpResponse<String> gone = client.get(MESSAGES + "/" + id);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(GraphClient.code(gone)).isEqualTo("ErrorItemNotFound");
        assertThat(find(MESSAGES, "internetMessageId eq '<1@x.example>'")).hasSize(1);
        assertThat(find(
                        "/users/" + Sandbox.MAILBOX + "/mailFolders/drafts/messages",
                        "internetMessageId eq '<1@x.example>'"))
                .isEmpty();
    }

    @Test
    void findsByExtendedPropertyAndTakesChanges() throws Exception {
        String id = draft();
        String property = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name It's";
        Map<String, Object> change = JsonValues.of(
                "toRecipients", List.of(JsonValues.of("emailAddress", JsonValues.of("address", "b@x.example"))),
                "singleValueExtendedProperties", List.of(JsonValues.of("id", property, "value", "42")));
        HttpResponse<String> changed = client.send(client.request(MESSAGES + "/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(JsonValues.write(change))));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(find(
                        MESSAGES,
                        "singleValueExtendedProperties/Any(ep: ep/id eq '" + property.replace("'", "''")
                                + "' and ep/value eq '42')"))
                .hasSize(1);
        send(id);
        assertThat(sandbox.delivered().get(0).recipients()).containsExactly("b@x.example");
        String other = draft();
        assertThat(client.send(client.request(MESSAGES + "/" + other).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(send(other).statusCode()).isEqualTo(404);
    }

    @Test
    void aMessageThatWasSentCannotBeChanged() throws Exception {
        String id = draft("Prefer", "IdType=\"ImmutableId\"");
        send(id);
        HttpResponse<String> refused = client.send(client.request(MESSAGES + "/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"subject\":\"other\"}")));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(GraphClient.code(refused)).isEqualTo("ErrorAccessDenied");
    }

    private List<?> find(String path, String filter) throws Exception {
        HttpResponse<String> found = client.get(path + "?$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
        assertThat(found.statusCode()).isEqualTo(200);
        return JsonValues.list(GraphClient.json(found), "value");
    }

    @Test
    void draftsNeedMailReadWrite() throws Exception {
        App sender = sandbox.directory().addApp("sender", "Mail.Send");
        client.token = sandbox.graphToken(sender, Duration.ofHours(1));
        assertThat(client.post(MESSAGES, "text/plain", GraphClient.base64(MIME)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void attachesSmallAndLargeFiles() throws Exception {
        String id = draft();
        HttpResponse<String> small = client.postJson(
                MESSAGES + "/" + id + "/attachments",
                JsonValues.of(
                        "@odata.type", "#microsoft.graph.fileAttachment",
                        "name", "a.txt",
                        "contentType", "text/plain",
                        "contentBytes", "SGk=",
                        "isInline", true,
                        "contentId", "cid1"));
        assertThat(small.statusCode()).isEqualTo(201);

        byte[] file = new byte[4_000_000];
        Arrays.fill(file, (byte) 7);
        URI upload = session(id, file.length);
        assertThat(put(upload, file, 1_000, 2_000).statusCode()).isEqualTo(416);
        HttpResponse<String> first = put(upload, file, 0, 3_276_800);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(GraphClient.json(first)).containsEntry("nextExpectedRanges", List.of("3276800"));
        HttpResponse<String> last = put(upload, file, 3_276_800, file.length);
        assertThat(last.statusCode()).isEqualTo(201);
        assertThat(last.headers().firstValue("Location")).isPresent();

        assertThat(send(id).statusCode()).isEqualTo(202);
        Delivered mail = sandbox.delivered().get(0);
        assertThat(mail.attachments()).hasSize(2);
        assertThat(mail.attachments().get(0).contentId()).hasValue("cid1");
        assertThat(mail.attachments().get(0).isInline()).isTrue();
        assertThat(mail.attachments().get(0).bytes()).asString().isEqualTo("Hi");
        assertThat(mail.attachments().get(1).name()).isEqualTo("big.bin");
        assertThat(mail.attachments().get(1).bytes()).isEqualTo(file);
    }

    @Test
    void refusesWrongUploads() throws Exception {
        String id = draft();
        String path = MESSAGES + "/" + id + "/attachments/createUploadSession";
        assertThat(GraphClient.code(client.postJson(path, item(1000))))
                .isEqualTo("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize");
        assertThat(client.postJson(path, item(150 * 1024 * 1024 + 1)).statusCode())
                .isEqualTo(413);
        URI upload = session(id, 4_000_000);
        HttpResponse<String> withToken = client.send(HttpRequest.newBuilder(upload)
                .header("Authorization", "Bearer " + client.token)
                .header("Content-Range", "bytes 0-1/4000000")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[2])));
        assertThat(withToken.statusCode()).isEqualTo(401);
        assertThat(client.send(HttpRequest.newBuilder(upload).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(put(upload, new byte[10], 0, 10).statusCode()).isEqualTo(404);
    }

    @Test
    void anUploadSessionEndsWithItsDraft() throws Exception {
        String sent = draft();
        URI ofSent = session(sent, 4_000_000);
        assertThat(send(sent).statusCode()).isEqualTo(202);
        assertThat(put(ofSent, new byte[10], 0, 10).statusCode()).isEqualTo(404);

        String deleted = draft();
        URI ofDeleted = session(deleted, 4_000_000);
        assertThat(client.send(client.request(MESSAGES + "/" + deleted).DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(put(ofDeleted, new byte[10], 0, 10).statusCode()).isEqualTo(404);
    }

    private static Map<String, Object> item(int size) {
        return Map.of("AttachmentItem", JsonValues.of("attachmentType", "file", "name", "big.bin", "size", size));
    }

    private URI session(String id, int size) throws Exception {
        HttpResponse<String> response =
                client.postJson(MESSAGES + "/" + id + "/attachments/createUploadSession", item(size));
        assertThat(response.statusCode()).isEqualTo(201);
        return URI.create(JsonValues.string(GraphClient.json(response), "uploadUrl"));
    }

    private HttpResponse<String> put(URI upload, byte[] file, int from, int to) throws Exception {
        return client.send(HttpRequest.newBuilder(upload)
                .header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + file.length)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file, from, to - from)));
    }
}
