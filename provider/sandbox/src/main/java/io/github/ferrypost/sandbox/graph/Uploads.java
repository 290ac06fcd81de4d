package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.exchange.Attachment;
import io.github.ferrypost.sandbox.http.Body;
import io.github.ferrypost.sandbox.http.HttpAnswer;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Upload sessions for files of 3 to 150 MB. Thread-safe. */
final class Uploads {
    /** "3 MB" ("Attach large files to Outlook messages"), taken as the smaller of its two readings. */
    private static final int MIN = 3_000_000;

    private static final int MAX = 150 * 1024 * 1024;
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,10})-(\\d{1,10})/(\\d{1,10})");

    private static final class Session {
        final Item item;
        final Map<String, Object> properties;
        final byte[] bytes;
        final Instant expiry;
        int next;

        Session(Item item, Map<String, Object> properties, int size, Instant expiry) {
            this.item = item;
            this.properties = properties;
            this.bytes = new byte[size];
            this.expiry = expiry;
        }
    }

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    Uploads(Clock clock) {
        this.clock = clock;
    }

    HttpAnswer create(Call call, Item item, Map<String, Object> request) throws GraphError, IOException {
        Map<String, Object> properties =
                JsonValues.object(request, request.containsKey("AttachmentItem") ? "AttachmentItem" : "attachmentItem");
        Object size = properties.get("size");
        if (!(size instanceof Number)
                || !JsonValues.string(properties, "attachmentType").equals("file")
                || JsonValues.string(properties, "name").isEmpty()) {
            throw GraphError.badRequest("The attachment item needs attachmentType, name and size.");
        }
        long octets = ((Number) size).longValue();
        if (octets < MIN) {
            throw new GraphError(
                    400,
                    "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
                    "Attachment size must be greater than the minimum size of 3 MB.");
        }
        if (octets > MAX) {
            throw new GraphError(
                    413, "ErrorAttachmentSizeLimitExceeded", "The attachment size exceeds the limit of 150 MB.");
        }
        sessions.values().removeIf(this::isExpired);
        String token = UUID.randomUUID().toString();
        Session session =
                new Session(item, properties, (int) octets, clock.instant().plus(LIFETIME));
        sessions.put(token, session);
        return HttpAnswer.json(
                201,
                JsonValues.of(
                        "@odata.context",
                        "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.uploadSession",
                        "uploadUrl",
                        call.base() + "/upload/" + token + "?authtoken=" + UUID.randomUUID(),
                        "expirationDateTime",
                        session.expiry.toString(),
                        "nextExpectedRanges",
                        List.of("0-")));
    }

    /** Answers a request to the opaque upload URL. */
    HttpAnswer answer(Call call, Body body) throws GraphError {
        if (call.header("Authorization").isPresent()) {
            throw GraphError.unauthorized(
                    "The upload URL carries its own authorization; send no Authorization header.");
        }
        String token = call.segment(1);
        Session session = sessions.get(token);
        if (session == null || isExpired(session)) {
            throw new GraphError(404, "ErrorItemNotFound", "The upload session was not found. It may have expired.");
        }
        switch (call.method()) {
            case "GET":
                return next(session);
            case "DELETE":
                sessions.remove(token);
                return HttpAnswer.empty(204);
            case "PUT":
                return chunk(call, token, session, body.bytes());
            default:
                throw new GraphError(405, "ErrorInvalidRequest", "The method is not allowed here.");
        }
    }

    /** Ends the sessions of a draft that is sent or deleted, which frees what they hold. */
    void end(Item item) {
        sessions.values().removeIf(session -> session.item == item);
    }

    private boolean isExpired(Session session) {
        return clock.instant().isAfter(session.expiry);
    }

    private HttpAnswer chunk(Call call, String token, Session session, byte[] bytes) throws GraphError {
        Matcher range = RANGE.matcher(call.header("Content-Range").orElse(""));
        if (!range.matches()) {
            throw GraphError.badRequest("The Content-Range header is missing or malformed.");
        }
        long start = Long.parseLong(range.group(1));
        long end = Long.parseLong(range.group(2));
        synchronized (session) {
            boolean fits = Long.parseLong(range.group(3)) == session.bytes.length
                    && end - start + 1 == bytes.length
                    && end < session.bytes.length;
            if (!fits || start != session.next) {
                throw new GraphError(
                        416,
                        "ErrorInvalidRange",
                        "The range does not fit; the next one must start at " + session.next + ".");
            }
            System.arraycopy(bytes, 0, session.bytes, session.next, bytes.length);
            session.next += bytes.length;
            if (session.next < session.bytes.length) {
                return next(session);
            }
            sessions.remove(token);
            Attachment file = Messages.file(session.properties, session.bytes);
            session.item.attach(file);
            return HttpAnswer.empty(201)
                    .header(
                            "Location",
                            "https://outlook.office.com/api/v2.0/Users/sandbox/Messages('" + session.item.id()
                                    + "')/Attachments('" + file.id() + "')");
        }
    }

    private static HttpAnswer next(Session session) {
        synchronized (session) {
            return HttpAnswer.json(
                    200,
                    JsonValues.of(
                            "expirationDateTime", session.expiry.toString(),
                            "nextExpectedRanges", List.of(Integer.toString(session.next))));
        }
    }
}
