package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The source of the STARTTLS certificate. Creates the TLS context on first use, because making a certificate takes
 * about a second. Safe for use by many threads.
 */
public final class Tls {
    /** Creates the TLS context; called once unless it fails. */
    public interface Source {
        SSLContext make() throws IOException;
    }

    private final Source source;
    private final boolean onLoopback;
    private @Nullable SSLContext context;

    /** Offers STARTTLS to every client. */
    public Tls(Source source) {
        this(source, true);
    }

    /**
     * @param onLoopback whether to offer STARTTLS to clients on this machine too. Many programs use STARTTLS whenever
     *     it is offered and then reject a self-signed certificate
     */
    public Tls(Source source, boolean onLoopback) {
        this.source = source;
        this.onLoopback = onLoopback;
    }

    boolean isOfferedTo(ClientIdentity client) {
        return !client.encrypted() && (onLoopback || !client.isLocal());
    }

    /** @throws IOException if there is no certificate; the next call retries */
    public synchronized SSLContext context() throws IOException {
        if (context == null) {
            context = source.make();
        }
        return context;
    }
}
