package io.github.ferrypost.account;

import java.util.regex.Pattern;

/** User and password before a host, as in {@code https://user:password@host} (RFC 3986 section 3.2.1). Stateless. */
public final class UserInfo {
    /** A password may contain any character, including at signs and slashes, so the last at sign counts. */
    private static final Pattern BEFORE_HOST = Pattern.compile("(?s)^([A-Za-z][A-Za-z0-9+.-]*://)?.*@");

    private UserInfo() {}

    /** A service's address, safe to show: hides everything before the host. */
    public static String hiddenIn(String service) {
        return BEFORE_HOST.matcher(service).replaceFirst("$1***@");
    }
}
