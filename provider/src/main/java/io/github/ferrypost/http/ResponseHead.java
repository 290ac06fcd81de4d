package io.github.ferrypost.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Status line and header fields of a response (RFC 9112 sections 4 and 5). Immutable. */
final class ResponseHead {
    /** All lines together; common servers and clients allow 8 to 64 KB. */
    static final int LONGEST = 1 << 16;

    /** RFC 9110 section 15.2 sets no limit; servers send one or two. */
    private static final int MOST_INTERIM = 16;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.\\d \\d{3}( .*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern KEEP_ALIVE = Pattern.compile("timeout ?= ?(\\d{1,6})", Pattern.CASE_INSENSITIVE);

    private final boolean http11;
    private final int status;
    private final Map<String, String> fields;
    private final @Nullable String length;

    private ResponseHead(boolean http11, int status, Map<String, String> fields, @Nullable String length) {
        this.http11 = http11;
        this.status = status;
        this.fields = fields;
        this.length = length;
    }

    /**
     * Reads the head of the final response; skips interim ones.
     *
     * @throws EOFException if the connection ends before it is complete
     * @throws ProtocolException if it is not HTTP/1, or longer than {@link #LONGEST}
     */
    static ResponseHead read(InputStream in) throws IOException {
        int[] left = {LONGEST};
        for (int i = 0; i < MOST_INTERIM; i++) {
            ResponseHead head = readOne(in, left);
            if (head.status == 101) {
                throw new ProtocolException("101 Switching Protocols, which Ferrypost did not request");
            }
            if (head.status >= 200) {
                return head;
            }
        }
        throw new ProtocolException("only interim responses");
    }

    private static ResponseHead readOne(InputStream in, int[] left) throws IOException {
        String line = line(in, left);
        if (line.isEmpty()) {
            line = line(in, left); // left over from the previous body (RFC 9112 section 2.2)
        }
        if (!STATUS_LINE.matcher(line).matches()) {
            throw new ProtocolException("\"" + excerpt(line) + "\"");
        }
        int status = Integer.parseInt(line.substring(9, 12));
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String name = "";
        String length = null;
        for (String field = line(in, left); !field.isEmpty(); field = line(in, left)) {
            if (field.charAt(0) == ' ' || field.charAt(0) == '\t') {
                // folded (RFC 9112 section 5.2)
                String before = fields.get(name);
                if (before != null) {
                    fields.put(name, before + " " + field.trim());
                }
                continue;
            }
            int colon = field.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("\"" + excerpt(field) + "\" among the header fields");
            }
            name = field.substring(0, colon).trim();
            String value = field.substring(colon + 1).trim();
            if (name.equalsIgnoreCase("Content-Length")) {
                length = same(length, value);
            } else if (name.equalsIgnoreCase("Transfer-Encoding") && fields.containsKey(name)) {
                value = fields.remove(name) + ", " + value;
            }
            fields.putIfAbsent(name, value);
        }
        return new ResponseHead(line.charAt(7) != '0', status, fields, length);
    }

    private static String same(@Nullable String before, String value) throws ProtocolException {
        // RFC 9112 section 6.3: conflicting or non-numeric lengths are an error
        if (!LENGTH.matcher(value).matches() || (before != null && !before.equals(value))) {
            throw new ProtocolException("Content-Length \"" + excerpt(value) + "\"");
        }
        return value;
    }

    /** Reads one line without its end, within the remaining octets. */
    static String line(InputStream in, int[] left) throws IOException {
        byte[] line = new byte[128];
        int n = 0;
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (--left[0] < 0) {
                throw new ProtocolException("header fields of more than " + LONGEST + " octets");
            }
            if (n == line.length) {
                line = Arrays.copyOf(line, 2 * n);
            }
            line[n++] = (byte) octet;
        }
        int end = n > 0 && line[n - 1] == '\r' ? n - 1 : n;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** For messages and logs: short, and without control characters. */
    static String excerpt(String text) {
        return (text.length() > 60 ? text.substring(0, 60) + "..." : text).replaceAll("[^\\x20-\\x7e]", "?");
    }

    int status() {
        return status;
    }

    /** The first value of each field. */
    Map<String, String> fields() {
        return fields;
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** @throws ProtocolException for a transfer coding that was not requested */
    boolean isChunked() throws ProtocolException {
        String coding = field("Transfer-Encoding").toLowerCase(Locale.ROOT);
        if (coding.isEmpty() || coding.equals("chunked")) {
            return !coding.isEmpty();
        }
        throw new ProtocolException("Transfer-Encoding \"" + excerpt(coding) + "\"");
    }

    /** In octets; -1 if unknown. */
    long length() {
        return length == null ? -1 : Long.parseLong(length);
    }

    /** Whether the server keeps the connection (RFC 9112 section 9.3). */
    boolean keepsConnection() {
        String connection = field("Connection").toLowerCase(Locale.ROOT);
        boolean framedTwice = length != null && fields.containsKey("Transfer-Encoding");
        return !framedTwice && !connection.contains("close") && (http11 || connection.contains("keep-alive"));
    }

    /** In seconds, from Keep-Alive; -1 if absent. */
    int keepAliveSeconds() {
        Matcher told = KEEP_ALIVE.matcher(field("Keep-Alive"));
        return told.find() ? Integer.parseInt(told.group(1)) : -1;
    }
}
