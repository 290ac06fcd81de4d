package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.http.Request;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.util.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Uploads one file by an upload session ("attachment: createUploadSession", Microsoft Graph documentation): chunks in
 * order to a URL that carries its own authorization, resumed where the session says. One thread, one file.
 */
final class UploadSession {
    /** Sessions expire; a file that outlasts three of them fails. */
    private static final int SESSIONS = 3;

    private final GraphClient client;
    private final GraphOptions options;
    private final Account account;
    private final ByteSource content;
    private final RetryBudget patience;

    private InputStream in = InputStream.nullInputStream();
    private long position = -1;
    /** Whether the last chunk may have arrived although its response was lost. */
    private boolean perhapsDone;

    UploadSession(GraphClient client, GraphOptions options, Account account, ByteSource content, RetryBudget patience) {
        this.client = client;
        this.options = options;
        this.account = account;
        this.content = content;
        this.patience = patience;
    }

    /**
     * @param session requests a new session
     * @param arrived asks whether the file is attached
     * @return a response of 200 or 201 if it is, else the one it failed with
     */
    GraphResponse carry(Supplier<GraphResponse> session, Supplier<Optional<GraphResponse>> arrived) throws IOException {
        try {
            GraphResponse last = session.get();
            for (int sessions = 1; ; sessions++) {
                while (!last.is(201)) {
                    if (!patience.lastsAfter(last)) {
                        return last;
                    }
                    last = session.get();
                }
                last = chunks(last);
                if (last.is(201)) {
                    return last;
                }
                Optional<GraphResponse> there = perhapsDone ? arrived.get() : Optional.empty();
                if (last.is(200)) {
                    return there.orElse(last.as(GraphErrorRows.STALLED));
                }
                if (there.isPresent() || !isGone(last) || sessions == SESSIONS) {
                    return there.orElse(last);
                }
                last = session.get();
            }
        } finally {
            in.close();
        }
    }

    /** Sends chunks in order; returns the response to the last, or the one that stopped it. */
    private GraphResponse chunks(GraphResponse session) throws IOException {
        Optional<URI> url = Optional.of(Json.text(session.json(), "uploadUrl"))
                .filter(text -> !text.isEmpty())
                .flatMap(text -> url(text, account.endpoints().graph()));
        if (url.isEmpty()) {
            return session.asForeign();
        }
        long next = 0;
        long furthest = 0;
        for (long round = 0; round < rounds(); round++) {
            byte[] chunk = read(next);
            GraphResponse put = put(url.get(), next, chunk);
            boolean last = next + chunk.length == content.size();
            if (put.is(201)) {
                return put;
            }
            if (put.is(200) && last && start(put).isEmpty()) {
                // not the documented 201: ask Graph whether the file is attached
                perhapsDone = true;
                return put;
            }
            if (put.is(200) || put.is(202)) {
                next = start(put).orElse(next + chunk.length);
                if (next > furthest) {
                    furthest = next;
                    patience.renew();
                } else if (!patience.lastsAfter(put)) {
                    break;
                }
            } else {
                perhapsDone |= last;
                if (isGone(put) || !(put.is(416) || patience.lastsAfter(put))) {
                    return put;
                }
                GraphResponse where =
                        client.once(account, Request.of("GET", url.get(), options.timeout()), Optional.empty());
                if (isGone(where)) {
                    return where;
                }
                if (put.is(416) && !where.is(200)) {
                    return put.as(GraphErrorRows.STALLED);
                }
                next = where.is(200) ? start(where).orElse(next) : next;
            }
            if (next >= content.size()) {
                return put.asForeign();
            }
        }
        return session.as(GraphErrorRows.STALLED);
    }

    /** Enough for each chunk to fail as often as a request may; a session that needs more makes no progress. */
    private long rounds() {
        return (content.size() / options.chunk() + 1) * options.uploadTries();
    }

    private GraphResponse put(URI url, long start, byte[] chunk) {
        String range = "bytes " + start + "-" + (start + chunk.length - 1) + "/" + content.size();
        Request request = Request.of("PUT", url, options.timeout())
                .header("Content-Type", "application/octet-stream")
                .header("Content-Range", range)
                .body(chunk);
        return client.once(account, request, Optional.empty());
    }

    /** The session expired; its URL's authorization may expire with it. */
    private static boolean isGone(GraphResponse response) {
        return response.is(404) || response.is(410) || response.is(401) || response.is(403);
    }

    /** The URL to upload to. Clear text is allowed only if the settings name Graph by http, as tests do. */
    static Optional<URI> url(String text, URI graph) {
        try {
            URI url = URI.create(text);
            boolean safe = "https".equalsIgnoreCase(url.getScheme())
                    || ("http".equalsIgnoreCase(url.getScheme()) && "http".equalsIgnoreCase(graph.getScheme()));
            return safe && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }

    /** The offset of the next chunk: {@code "2097152"}, {@code "2097152-"} or the first of several. */
    private static Optional<Long> start(GraphResponse response) {
        List<?> ranges = Json.list(response.json(), "nextExpectedRanges");
        return ranges.stream()
                .findFirst()
                .map(range -> range.toString().replaceFirst("-.*", ""))
                .filter(number -> number.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private byte[] read(long start) throws IOException {
        if (position != start) {
            in.close();
            in = content.open();
            // skipNBytes exists only since Java 12, and a decoder may skip less than it could
            for (long left = start; left > 0; left--) {
                long skipped = in.skip(left);
                if (skipped <= 0 && in.read() < 0) {
                    throw new EOFException("the attachment changed: it is shorter than before");
                }
                left -= Math.max(skipped - 1, 0);
            }
        }
        byte[] chunk = in.readNBytes((int) Math.min(options.chunk(), content.size() - start));
        if (chunk.length == 0) {
            throw new EOFException("the attachment changed: it is shorter than before");
        }
        position = start + chunk.length;
        return chunk;
    }
}
