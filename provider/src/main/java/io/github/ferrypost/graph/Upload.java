package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.http.Request;
import io.github.ferrypost.message.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One file by an upload session ("attachment: createUploadSession", Microsoft Graph documentation): chunks in order to a
 * URL that carries its own authorization, taken up again where the session says. One thread, one file.
 */
final class Upload {
    /** Sessions expire; a file that outlives three of them does not get through. */
    private static final int SESSIONS = 3;

    private final GraphClient client;
    private final GraphOptions options;
    private final Account account;
    private final Bytes content;
    private final Patience patience;

    private InputStream in = InputStream.nullInputStream();
    private long position = -1;
    /** Whether the last chunk may have arrived without our hearing of it. */
    private boolean perhapsDone;

    Upload(GraphClient client, GraphOptions options, Account account, Bytes content, Patience patience) {
        this.client = client;
        this.options = options;
        this.account = account;
        this.content = content;
        this.patience = patience;
    }

    /**
     * @param session asks for a new session
     * @param arrived asks whether the file is there
     * @return an answer of 200 or 201 if it is there, else the one that it failed with
     */
    Response carry(Supplier<Response> session, Supplier<Optional<Response>> arrived) throws IOException {
        try {
            Response last = session.get();
            for (int sessions = 1; ; sessions++) {
                while (!last.is(201)) {
                    if (!patience.lastsAfter(last)) {
                        return last;
                    }
                    last = session.get();
                }
                last = chunks(last);
                if (last.is(201) || last.is(200)) {
                    return last;
                }
                Optional<Response> there = perhapsDone ? arrived.get() : Optional.empty();
                if (there.isPresent() || !isGone(last) || sessions == SESSIONS) {
                    return there.orElse(last);
                }
                last = session.get();
            }
        } finally {
            in.close();
        }
    }

    /** Sends chunk after chunk; ends with the answer to the last, or with the one that stopped it. */
    private Response chunks(Response session) throws IOException {
        Map<String, Object> properties = Json.read(session.answer().text());
        Optional<URI> url = Json.text(properties, "uploadUrl").flatMap(Upload::uri);
        if (url.isEmpty()) {
            return session.asForeign();
        }
        long next = 0;
        while (true) {
            byte[] chunk = read(next);
            Response put = put(url.get(), next, chunk);
            boolean last = next + chunk.length == content.size();
            if (put.is(201) || (put.is(200) && last)) {
                return put;
            }
            if (put.is(200) || put.is(202)) {
                patience.renew();
                next = start(put).orElse(next + chunk.length);
            } else {
                perhapsDone |= last;
                if (isGone(put) || !(put.is(416) || patience.lastsAfter(put))) {
                    return put;
                }
                Response where =
                        client.once(account, Request.of("GET", url.get(), options.timeout()), Optional.empty());
                if (isGone(where)) {
                    return where;
                }
                if (put.is(416) && !where.is(200)) {
                    return put;
                }
                next = where.is(200) ? start(where).orElse(next) : next;
            }
            if (next < 0 || next >= content.size()) {
                return put.asForeign();
            }
        }
    }

    private Response put(URI url, long start, byte[] chunk) {
        String range = "bytes " + start + "-" + (start + chunk.length - 1) + "/" + content.size();
        Request request = Request.of("PUT", url, options.timeout())
                .header("Content-Type", "application/octet-stream")
                .header("Content-Range", range)
                .body(chunk);
        return client.once(account, request, Optional.empty());
    }

    /** The session ended; its URL's authorization may end with it. */
    private static boolean isGone(Response response) {
        return response.is(404) || response.is(410) || response.is(401) || response.is(403);
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }

    /** Where the next chunk begins: {@code "2097152"}, {@code "2097152-"} or the first of several. */
    private static Optional<Long> start(Response response) {
        List<?> ranges = Json.list(Json.read(response.answer().text()), "nextExpectedRanges");
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
            // skipNBytes is of Java 12, and a decoder may skip less than it could
            for (long left = start; left > 0; left--) {
                long skipped = in.skip(left);
                if (skipped <= 0 && in.read() < 0) {
                    throw new EOFException("the attachment has become shorter");
                }
                left -= Math.max(skipped - 1, 0);
            }
        }
        byte[] chunk = in.readNBytes((int) Math.min(options.chunk(), content.size() - start));
        if (chunk.length == 0) {
            throw new EOFException("the attachment has become shorter");
        }
        position = start + chunk.length;
        return chunk;
    }
}
