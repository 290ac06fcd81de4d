package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.Registration;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The platform of an app, which the redirect URI determines. */
enum Platform {
    SPA,
    WEB,
    /** Mobile and desktop applications, and public client flows. */
    PUBLIC;

    /** The platform under which this URI is registered. */
    static Optional<Platform> of(Registration registration, String uri) {
        if (isListed(registration.spaRedirectUris(), uri)) {
            return Optional.of(SPA);
        }
        if (isListed(registration.webRedirectUris(), uri)) {
            return Optional.of(WEB);
        }
        return isListed(registration.publicRedirectUris(), uri) ? Optional.of(PUBLIC) : Optional.empty();
    }

    private static boolean isListed(List<String> uris, String uri) {
        return uris.contains(uri) || uris.contains(withoutLoopbackPort(uri));
    }

    /** RFC 8252 section 7.3: ignores the port of a loopback URI. */
    private static String withoutLoopbackPort(String text) {
        try {
            URI uri = URI.create(text);
            boolean loopback = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
            return loopback && uri.getPort() >= 0 && "http".equals(uri.getScheme())
                    ? text.replaceFirst(":" + uri.getPort(), "")
                    : text;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
