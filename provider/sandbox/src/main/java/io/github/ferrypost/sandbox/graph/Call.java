package io.github.ferrypost.sandbox.graph;

import com.sun.net.httpserver.HttpExchange;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.fault.Target;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A parsed request to Graph. Immutable. */
final class Call {
    private final HttpExchange exchange;
    private final String method;
    private final String requestId = UUID.randomUUID().toString();
    private final List<String> path = new ArrayList<>();

    /** @param me the signed-in user, if any */
    Call(HttpExchange exchange, Optional<User> me) {
        this.exchange = exchange;
        this.method = exchange.getRequestMethod();
        for (String segment : exchange.getRequestURI().getRawPath().split("/", -1)) {
            if (!segment.isEmpty()) {
                // a plus sign is literal in a path, but URLDecoder decodes it to a space
                path.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        if (segment(1).equals("me") && me.isPresent()) {
            path.set(1, "users");
            path.add(2, me.get().name());
        }
    }

    String method() {
        return method;
    }

    String requestId() {
        return requestId;
    }

    String clientRequestId() {
        return header("client-request-id").orElse("");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** The media type without parameters, in lower case. */
    String contentType() {
        String type = header("Content-Type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** The path segment, decoded; empty beyond the end. */
    String segment(int index) {
        return index < path.size() ? path.get(index) : "";
    }

    int segments() {
        return path.size();
    }

    /** A query parameter, such as {@code $filter}. */
    Optional<String> query(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int sign = pair.indexOf('=');
                if (sign > 0 && decode(pair.substring(0, sign)).equals(name)) {
                    return Optional.of(decode(pair.substring(sign + 1)));
                }
            }
        }
        return Optional.empty();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String fullPath() {
        return exchange.getRequestURI().getPath();
    }

    /** Graph's base URL as the client sees it. */
    String base() {
        return "http://127.0.0.1:" + exchange.getLocalAddress().getPort();
    }

    boolean isUserCall() {
        return segment(0).equals("v1.0") && segment(1).equals("users") && segments() > 2;
    }

    boolean isUploadChunk() {
        return segment(0).equals("upload") && segments() == 2;
    }

    /** The user in the path; empty if the path has none. */
    String user() {
        return isUserCall() ? segment(2) : "";
    }

    boolean isSendMail() {
        return method.equals("POST") && segment(3).equalsIgnoreCase("sendMail") && segments() == 4;
    }

    /** Whether this is a GET of messages, of one folder or of all. */
    boolean isSearch() {
        boolean ofAll = segment(3).equals("messages") && segments() == 4;
        boolean ofFolder = segment(3).equals("mailFolders") && segment(5).equals("messages") && segments() == 6;
        return isUserCall() && method.equals("GET") && (ofAll || ofFolder);
    }

    Target target() {
        if (isUploadChunk() || segment(6).equals("createUploadSession")) {
            return Target.GRAPH_UPLOAD;
        }
        if (isSendMail()) {
            return Target.GRAPH_SEND;
        }
        if (method.equals("GET")) {
            return Target.GRAPH_LOOKUP;
        }
        return segment(5).equals("send") ? Target.GRAPH_DRAFT_SEND : Target.GRAPH_DRAFT;
    }
}
