package io.github.ferrypost.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.regex.Pattern;

/** Reads the body of a response up to a limit (RFC 9112 sections 6 and 7). For one thread. */
final class ResponseBody {
    /** Far above any response of Entra or Graph that we read; longer ones are pages for people. */
    static final int LIMIT = 1 << 20;

    /** One line before each chunk: hexadecimal digits, and extensions that are unused in practice. */
    private static final int LONGEST_CHUNK_LINE = 1024;

    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,15}");

    private static final byte[] EMPTY = {};

    private final InputStream in;
    private byte[] bytes = EMPTY;
    private boolean whole = true;

    private ResponseBody(InputStream in) {
        this.in = in;
    }

    /** @param method of the request: the response to HEAD has no body */
    static ResponseBody read(InputStream in, ResponseHead head, String method) throws IOException {
        ResponseBody body = new ResponseBody(in);
        boolean none = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
        if (none) {
            return body;
        }
        if (head.isChunked()) {
            body.readChunked();
        } else if (head.length() < 0) {
            body.readToEnd();
        } else if (head.length() > 0) {
            body.readFixed(head.length());
        }
        return body;
    }

    /** At most {@link #LIMIT}. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether the body was read to a marked end, so that another response can follow. */
    boolean isWhole() {
        return whole;
    }

    private void readFixed(long length) throws IOException {
        whole = length <= LIMIT;
        int wanted = (int) Math.min(length, LIMIT);
        // not allocated at once: a server may announce more than it sends
        bytes = in.readNBytes(wanted);
        if (bytes.length < wanted) {
            throw new EOFException("after " + bytes.length + " of " + length + " octets of the body");
        }
    }

    private void readToEnd() throws IOException {
        whole = false;
        bytes = in.readNBytes(LIMIT);
    }

    private void readChunked() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            int room = LIMIT - all.size();
            int wanted = (int) Math.min(size, room);
            byte[] chunk = in.readNBytes(wanted);
            all.write(chunk, 0, chunk.length);
            if (chunk.length < wanted) {
                throw new EOFException("within a chunk of the body");
            }
            if (size > room) {
                whole = false;
                bytes = all.toByteArray();
                return;
            }
            if (!ResponseHead.line(in, new int[] {2}).isEmpty()) {
                throw new ProtocolException("a chunk is longer than its announced size");
            }
        }
        int[] left = {ResponseHead.LONGEST};
        String trailer;
        do {
            trailer = ResponseHead.line(in, left); // trailer fields are ignored
        } while (!trailer.isEmpty());
        bytes = all.toByteArray();
    }

    private long chunkSize() throws IOException {
        String line = ResponseHead.line(in, new int[] {LONGEST_CHUNK_LINE});
        int end = line.indexOf(';');
        String size = (end < 0 ? line : line.substring(0, end)).trim();
        if (!CHUNK_SIZE.matcher(size).matches()) {
            throw new ProtocolException("\"" + ResponseHead.excerpt(line) + "\" where the size of a chunk should be");
        }
        return Long.parseLong(size, 16);
    }
}
