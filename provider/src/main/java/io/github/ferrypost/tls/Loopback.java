package io.github.ferrypost.tls;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which hosts are this machine by their name alone: no DNS is asked, since its answer could be forged. */
public final class Loopback {
    /** RFC 1122 section 3.2.1.3 (127/8), RFC 4291 section 2.5.3 (::1), RFC 6761 section 6.3 (localhost). */
    private static final Pattern FORM = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    /** RFC 3927: such an address is never routed on; Azure gives its machines their identities there. */
    private static final Pattern LINK_LOCAL = Pattern.compile("169\\.254(\\.\\d{1,3}){2}");

    private Loopback() {}

    /** @param host a name or an address, one of IPv6 with or without brackets; {@code null} is none */
    public static boolean is(String host) {
        return host != null && FORM.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether what goes there in clear is seen by this machine and its own host alone, and no proxy has a part in it. */
    public static boolean isNear(String host) {
        return is(host) || (host != null && LINK_LOCAL.matcher(host).matches());
    }
}
