package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.entra.Bearer;
import io.github.ferrypost.sandbox.exchange.Attachment;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.http.Body;
import io.github.ferrypost.sandbox.http.HttpAnswer;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code /users/{id}/messages}: creates, sends and finds drafts and their attachments. Thread-safe. */
final class Messages {
    /** Graph's limit in bytes on a file attached in one request. */
    private static final int SMALL_FILE = 3 * 1024 * 1024;

    private final Access access;
    private final SubmissionChecks submission;
    private final Folders folders;
    private final Uploads uploads;

    Messages(Access access, SubmissionChecks submission, Folders folders, Uploads uploads) {
        this.access = access;
        this.submission = submission;
        this.folders = folders;
        this.uploads = uploads;
    }

    HttpAnswer answer(Call call, Bearer bearer, Body body) throws GraphError, IOException {
        boolean sends = call.segment(5).equals("send");
        Mailbox mailbox = access.mailbox(call, bearer, sends ? "Mail.Send" : "Mail.ReadWrite");
        String what = call.method() + " " + call.segment(5) + (call.segments() == 7 ? "/" + call.segment(6) : "");
        if (call.segments() == 4) {
            return all(call, mailbox, body);
        }
        Item item = folders.get(mailbox, call.segment(4));
        switch (what) {
            case "GET ":
                return HttpAnswer.json(200, item.json());
            case "PATCH ":
                return change(item, JsonValues.read(body.bytes()));
            case "DELETE ":
                folders.remove(item);
                uploads.end(item);
                return HttpAnswer.empty(204);
            case "POST send":
                return send(call, bearer, mailbox, item);
            case "GET attachments":
                return HttpAnswer.json(
                        200,
                        JsonValues.of(
                                "value",
                                item.attachments().stream().map(Messages::json).collect(Collectors.toList())));
            case "POST attachments":
                return attach(item, JsonValues.read(body.bytes()));
            case "POST attachments/createUploadSession":
                return uploads.create(call, item, JsonValues.read(body.bytes()));
            default:
                throw GraphError.badRequest("Resource not found for the segment '" + call.segment(5) + "'.");
        }
    }

    /** The messages of one folder, or of all. */
    HttpAnswer find(Call call, Bearer bearer) throws GraphError {
        Mailbox mailbox = access.mailbox(call, bearer, "Mail.ReadWrite");
        String folder = call.segment(3).equals("mailFolders") ? call.segment(4).toLowerCase(Locale.ROOT) : "";
        Predicate<Item> filter = call.query("$filter").isPresent()
                ? ODataFilter.parse(call.query("$filter").get())
                : item -> true;
        List<Object> found = folders
                .find(
                        mailbox,
                        item -> (folder.isEmpty() || folder.equals(item.isDraft() ? "drafts" : "sentitems"))
                                && filter.test(item))
                .stream()
                .map(Item::json)
                .collect(Collectors.toList());
        return HttpAnswer.json(200, JsonValues.of("value", found));
    }

    private HttpAnswer all(Call call, Mailbox mailbox, Body body) throws GraphError, IOException {
        if (!call.method().equals("POST")) {
            throw new GraphError(405, "ErrorInvalidRequest", "The method is not allowed here.");
        }
        SubmissionChecks.checkQuota(mailbox);
        boolean immutable = call.header("Prefer").orElse("").contains("IdType=\"ImmutableId\"");
        Item item;
        if (call.contentType().equals("text/plain")) {
            item = folders.draft(mailbox, Message.fromBase64(body.bytes()), immutable);
            item.setHeaderProperties();
        } else {
            Map<String, Object> json = JsonValues.read(body.bytes());
            item = folders.draft(mailbox, JsonMessage.read(body.bytes(), json), immutable);
            item.setProperties(json);
        }
        return HttpAnswer.json(201, item.json());
    }

    private static HttpAnswer change(Item item, Map<String, Object> json) throws GraphError, IOException {
        synchronized (item) {
            if (!item.isDraft()) {
                // from 2026-12-31 on: Microsoft 365 developer blog, "Mail-Advanced.ReadWrite"
                throw new GraphError(
                        403,
                        "ErrorAccessDenied",
                        "Changing a message that is not a draft needs Mail-Advanced.ReadWrite.");
            }
            item.message(item.message()
                    .with(
                            JsonMessage.recipients(json),
                            json.containsKey("subject") ? JsonValues.string(json, "subject") : null,
                            JsonMessage.from(json)));
            item.setProperties(json);
            return HttpAnswer.json(200, item.json());
        }
    }

    private HttpAnswer send(Call call, Bearer bearer, Mailbox mailbox, Item item) throws GraphError {
        // one request at a time, or two for the same draft would both deliver it
        synchronized (item) {
            if (!item.isDraft()) {
                throw new GraphError(400, "ErrorInvalidOperation", "The message is not a draft, it has been sent.");
            }
            submission.submit(
                    item.message(),
                    mailbox,
                    Delivered.GRAPH_DRAFT,
                    item.attachments(),
                    call.requestId(),
                    bearer.clientId());
            folders.moveToSent(item, mailbox);
            uploads.end(item);
        }
        return HttpAnswer.empty(202);
    }

    private static HttpAnswer attach(Item item, Map<String, Object> json) throws GraphError {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(JsonValues.string(json, "contentBytes"));
        } catch (IllegalArgumentException e) {
            throw GraphError.badRequest(
                    "Cannot convert the literal of contentBytes to the expected type 'Edm.Binary'.");
        }
        if (!JsonValues.string(json, "@odata.type").equals("#microsoft.graph.fileAttachment")) {
            throw GraphError.badRequest("The type of the attachment is missing or not known.");
        }
        if (bytes.length >= SMALL_FILE) {
            throw GraphError.tooLarge();
        }
        Attachment file = file(json, bytes);
        item.attach(file);
        return HttpAnswer.json(201, json(file));
    }

    /** An attachment with the properties common to both ways of attaching. */
    static Attachment file(Map<String, Object> json, byte[] bytes) {
        String type = JsonValues.string(json, "contentType");
        Object contentId = json.get("contentId");
        return new Attachment(
                "AAMkAG" + UUID.randomUUID(),
                JsonValues.string(json, "name"),
                type.isEmpty() ? "application/octet-stream" : type,
                contentId == null ? null : contentId.toString(),
                Boolean.TRUE.equals(json.get("isInline")),
                bytes);
    }

    private static Map<String, Object> json(Attachment file) {
        return JsonValues.of(
                "@odata.type", "#microsoft.graph.fileAttachment",
                "id", file.id(),
                "name", file.name(),
                "contentType", file.contentType(),
                "size", file.bytes().length,
                "isInline", file.isInline(),
                "contentId", file.contentId().orElse(null));
    }
}
