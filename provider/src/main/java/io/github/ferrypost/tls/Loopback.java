package io.github.ferrypost.tls;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides by name alone which hosts are this machine; it uses no DNS, because a response could be forged. Stateless.
 */
public final class Loopback {
    /** RFC 1122 section 3.2.1.3 (127/8), RFC 4291 section 2.5.3 (::1), RFC 6761 section 6.3 (localhost). */
    private static final Pattern FORM = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    /** RFC 3927: such an address is never routed; Azure serves managed identities there. */
    private static final Pattern LINK_LOCAL = Pattern.compile("169\\.254(\\.\\d{1,3}){2}");

    private Loopback() {}

    /** @param host a name or an address, IPv6 with or without brackets; may be {@code null} */
    public static boolean is(@Nullable String host) {
        return host != null && FORM.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Whether clear-text traffic to this host stays between this machine and its hypervisor, and never uses a proxy.
     */
    public static boolean isNear(@Nullable String host) {
        return is(host) || (host != null && LINK_LOCAL.matcher(host).matches());
    }
}
