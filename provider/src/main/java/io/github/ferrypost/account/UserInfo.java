package io.github.ferrypost.account;

import java.util.regex.Pattern;

/** User and password before a host, as in {@code https://user:password@host} (RFC 3986 section 3.2.1). Stateless. */
public final class UserInfo {
    /** A password may have any character in it, an at sign and a slash too, so the last at sign counts. */
    private static final Pattern BEFORE_HOST = Pattern.compile("(?s)^([A-Za-z][A-Za-z0-9+.-]*://)?.*@");

    private UserInfo() {}

    /** An address of a service as it may be shown: whatever stands before the host is hidden. */
    public static String hiddenIn(String service) {
        return BEFORE_HOST.matcher(service).replaceFirst("$1***@");
    }
}
