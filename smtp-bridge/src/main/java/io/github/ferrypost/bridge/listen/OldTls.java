package io.github.ferrypost.bridge.listen;

import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * TLS 1.0 and 1.1, for a listener of old devices. Java forbids both to the whole process, in the security property
 * {@code jdk.tls.disabledAlgorithms}, which its TLS reads once; no socket can be exempt. So {@link #permit} lifts the
 * ban for the process, and every other socket names the versions that it accepts: each listener by {@link #current},
 * and Java's own clients by {@code jdk.tls.client.protocols}. Ciphers, key sizes and signatures stay as Java has them.
 */
public final class OldTls {
    private static final String BANNED = "jdk.tls.disabledAlgorithms";
    private static final String OF_CLIENTS = "jdk.tls.client.protocols";
    private static final List<String> OLD = List.of("TLSv1.1", "TLSv1");
    private static final Pattern COMMA = Pattern.compile(",");

    private OldTls() {}

    /** The versions of every listener, by RFC 8996: 1.0 and 1.1 must not be used. */
    static String[] current() {
        return new String[] {"TLSv1.3", "TLSv1.2"};
    }

    static String[] all() {
        return new String[] {"TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"};
    }

    /**
     * Permits the old versions in this process. Call it before anything uses TLS.
     *
     * @throws IllegalStateException if it comes too late, or this Java has no TLS 1.0
     */
    public static void permit() {
        if (System.getProperty(OF_CLIENTS) == null) {
            System.setProperty(OF_CLIENTS, String.join(",", current()));
        }
        Security.setProperty(BANNED, without(Security.getProperty(BANNED)));
        if (!isPermitted()) {
            throw new IllegalStateException("This Java offers no TLS 1.0 and 1.1: set old-tls to false.");
        }
    }

    /** The value of the security property without the two versions; everything else stays banned. */
    static String without(String banned) {
        return COMMA.splitAsStream(banned == null ? "" : banned)
                .map(String::trim)
                .filter(name -> !OLD.contains(name))
                .collect(Collectors.joining(", "));
    }

    /** Whether Java's TLS would accept the old versions as a server. */
    public static boolean isPermitted() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            return Arrays.asList(engine.getEnabledProtocols()).containsAll(OLD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
