package io.github.ferrypost.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy, with user and password if it requires them. Immutable; shows no password. */
public final class ProxyAddress {
    private static final Pattern OTHER_SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");

    private final String host;
    private final int port;
    private final @Nullable String login;

    private ProxyAddress(String host, int port, @Nullable String login) {
        this.host = host;
        this.port = port;
        this.login = login;
    }

    public static ProxyAddress of(String host, int port) {
        return new ProxyAddress(Objects.requireNonNull(host), port, null);
    }

    /** @param user without a colon (RFC 7617 section 2) */
    public static ProxyAddress of(String host, int port, String user, String password) {
        return new ProxyAddress(Objects.requireNonNull(host), port, user + ":" + password);
    }

    /**
     * Parses {@code host:port} or {@code user:password@host:port}; in user and password {@code %XX} is an octet, so
     * {@code %40} is an at sign and {@code %3A} a colon. A leading {@code http://} is accepted.
     *
     * @return empty if the text has another form; do not quote the text then, because it may contain a password
     */
    public static Optional<ProxyAddress> parse(String text) {
        String bare = text.trim();
        bare = bare.regionMatches(true, 0, "http://", 0, 7) ? bare.substring(7) : bare;
        bare = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        int at = bare.lastIndexOf('@');
        if (OTHER_SCHEME.matcher(bare).find()) {
            return Optional.empty();
        }
        try {
            // only host and port, because a password may contain characters that are invalid in a URI
            URI address = new URI("proxy", bare.substring(at + 1), null, null, null);
            boolean plain = address.getHost() != null && address.getUserInfo() == null;
            if (!plain || address.getPort() < 1 || address.getPort() > 65535) {
                return Optional.empty();
            }
            String login = at < 0 ? null : decoded(bare.substring(0, at));
            if (login != null && (login.indexOf(':') < 1 || login.chars().anyMatch(c -> c < ' ' || c == 0x7f))) {
                return Optional.empty();
            }
            return Optional.of(new ProxyAddress(address.getHost(), address.getPort(), login));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String login) {
        return URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** Whether it has a user and a password. */
    public boolean hasLogin() {
        return login != null;
    }

    /** The value of Proxy-Authorization (RFC 7617, in UTF-8); a secret. Empty without a user. */
    Optional<String> authorization() {
        return Optional.ofNullable(login)
                .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProxyAddress
                && host.equals(((ProxyAddress) other).host)
                && port == ((ProxyAddress) other).port
                && Objects.equals(login, ((ProxyAddress) other).login);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port, login);
    }

    /** {@code host:port}. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
