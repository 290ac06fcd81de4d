package io.github.ferrypost.bridge.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides which requests are allowed. Any page in any browser on this machine can send requests to a loopback port, so
 * a local address proves nothing; each row of the table blocks one kind of attack. Safe for use by many threads.
 */
final class RequestGuard {
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.%]+");

    private static final int HTTP = 80;

    /** For programs: they have no browser to abuse, and these paths return no secrets. */
    static final Set<String> FOR_PROGRAMS = Set.of("/health", "/health/live", "/metrics");

    static final String ASSETS = "/assets/";

    /** The name of the form field, and of the header in a script's request. */
    static final String CSRF = "csrf";

    /**
     * Why a request is refused.
     *
     * @param word the key of the message to show
     */
    record Refusal(int status, String word) {}

    private record Row(int status, String word, BiPredicate<RequestGuard, Context> wrong) {}

    private static final List<Row> TABLE = List.of(
            // the port is bound to loopback; a forwarded request would still show here
            new Row(403, "refused-remote", (self, request) -> !isLoopback(request.ip())),
            // DNS rebinding: an attacker's host name that now resolves to this machine
            new Row(421, "refused-host", (self, request) -> !self.isOurs(request.header("Host"))),
            // Fetch Metadata (W3C): the browser says which site sent the request; "none" means typed or bookmarked
            new Row(403, "refused-site", (self, request) -> isForeign(request.header("Sec-Fetch-Site"))),
            new Row(403, "refused-site", (self, request) -> self.isForeignOrigin(request.header("Origin"))),
            new Row(
                    401,
                    "refused-session",
                    (self, request) -> !isOpen(request) && self.session(request).isEmpty()),
            new Row(403, "refused-form", (self, request) -> changes(request) && !self.hasToken(request)));

    private final Sessions sessions;
    private final String bound;
    private volatile int port;

    /** @param bound the address the port is bound to */
    RequestGuard(Sessions sessions, InetAddress bound) {
        this.sessions = sessions;
        this.bound = bound.getHostAddress();
    }

    /** Sets the port, which is known only once it is open. */
    void opened(int at) {
        port = at;
    }

    /** Empty if the request may proceed. */
    Optional<Refusal> check(Context request) {
        return TABLE.stream()
                .filter(row -> row.wrong.test(this, request))
                .findFirst()
                .map(row -> new Refusal(row.status, row.word));
    }

    /** Cookies ignore ports, so the name includes the port to separate several bridges on one machine. */
    String cookie() {
        return "ferrypost-" + port;
    }

    Optional<Sessions.Session> session(Context request) {
        return Optional.ofNullable(request.cookie(cookie())).flatMap(sessions::find);
    }

    private static boolean isOpen(Context request) {
        return FOR_PROGRAMS.contains(request.path())
                || request.path().startsWith(ASSETS)
                || (request.path().equals("/") && request.queryParam("key") != null);
    }

    private static boolean changes(Context request) {
        return !request.method().equals(HandlerType.GET) && !request.method().equals(HandlerType.HEAD);
    }

    private boolean hasToken(Context request) {
        String given = Optional.ofNullable(request.header("X-CSRF-Token"))
                .or(() -> Optional.ofNullable(request.formParam(CSRF)))
                .orElse("");
        return session(request)
                .filter(session -> Secrets.same(session.csrf(), given))
                .isPresent();
    }

    /** Accepts only address literals; a name would be resolved. */
    static boolean isLoopback(String address) {
        String bare = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        try {
            return LITERAL.matcher(bare).matches()
                    && InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** RFC 9110 section 4.2.1: port 80 is the default of http, and browsers omit it. */
    boolean isOurs(String host) {
        return host != null
                && Stream.of("127.0.0.1", "localhost", "[::1]", bound, "[" + bound + "]")
                        .anyMatch(name -> host.equalsIgnoreCase(name + ":" + port)
                                || (port == HTTP && host.equalsIgnoreCase(name)));
    }

    private static boolean isForeign(String site) {
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** Another port on this machine is another origin. */
    private boolean isForeignOrigin(String origin) {
        return origin != null && !(origin.startsWith("http://") && isOurs(origin.substring("http://".length())));
    }
}
