package io.github.ferrypost.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Request line and header fields as bytes (RFC 9112 sections 3 and 5). */
final class RequestHead {
    /** These belong to the connection or to the framing; only the client sets them. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade");

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private RequestHead() {}

    /** @throws HttpFailure for an invalid field; it names the field and quotes no value, which may be a token */
    static byte[] of(Request request, HttpRoute route) throws HttpFailure {
        StringBuilder head = new StringBuilder(512);
        head.append(request.method()).append(' ').append(target(request)).append(" HTTP/1.1\r\n");
        field(head, "Host", route.authority());
        boolean named = false;
        for (Map.Entry<String, String> field : request.headers().entrySet()) {
            String name = field.getKey();
            if (!isToken(name) || OWN.contains(name.toLowerCase(Locale.ROOT)) || !isValue(field.getValue())) {
                throw new HttpFailure("the header field " + printable(name) + " cannot be sent", false, null);
            }
            named |= name.equalsIgnoreCase("User-Agent");
            field(head, name, field.getValue());
        }
        if (!named) {
            field(head, "User-Agent", "Ferrypost");
        }
        long length = length(request);
        // RFC 9110 section 8.6; Graph's upload sessions require it, and servers do for a POST without a body
        if (length > 0 || !(request.method().equals("GET") || request.method().equals("DELETE"))) {
            field(head, "Content-Length", Long.toString(length));
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** In bytes; 0 without a body. */
    static long length(Request request) {
        return request.body().isPresent() ? request.body().get().length() : 0;
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String target(Request request) {
        String path = request.uri().getRawPath();
        String query = request.uri().getRawQuery();
        String target = (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
        StringBuilder ascii = new StringBuilder(target.length());
        for (byte octet : target.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ') {
                ascii.append((char) octet);
            } else {
                ascii.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            }
        }
        return ascii.toString();
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** RFC 9110 section 5.5: no line ends and no other controls, so that a value cannot inject a field. */
    private static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    private static String printable(String name) {
        return name.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
