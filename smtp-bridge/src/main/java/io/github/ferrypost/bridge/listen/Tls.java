package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;
import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a listener: the source of its certificate, and when TLS begins. Creates the TLS context on first use, because
 * making a certificate takes about a second. Safe for use by many threads.
 */
public final class Tls {
    /** Creates the TLS context; called once unless it fails. */
    public interface Source {
        SSLContext make() throws IOException;
    }

    /** When TLS begins. */
    public enum Start {
        /** By STARTTLS, which every client is offered. */
        OFFERED,
        /**
         * By STARTTLS, which clients on other machines are offered. Many programs use STARTTLS whenever it is offered
         * and then reject a self-signed certificate.
         */
        OFFERED_ELSEWHERE,
        /** With the connection (RFC 8314 section 3.3). */
        AT_ONCE
    }

    private final Source source;
    private final Start start;
    private final boolean old;
    private @Nullable SSLContext context;

    /** Offers STARTTLS to every client. */
    public Tls(Source source) {
        this(source, Start.OFFERED, false);
    }

    /** @param onLoopback whether to offer STARTTLS to clients on this machine too */
    public Tls(Source source, boolean onLoopback) {
        this(source, onLoopback ? Start.OFFERED : Start.OFFERED_ELSEWHERE, false);
    }

    private Tls(Source source, Start start, boolean old) {
        this.source = source;
        this.start = start;
        this.old = old;
    }

    /**
     * TLS of another listener, with the same context.
     *
     * @param oldVersions whether TLS 1.0 and 1.1 are accepted; see {@link OldTls}
     */
    public Tls with(Start other, boolean oldVersions) {
        return new Tls(this::context, other, oldVersions);
    }

    boolean isOfferedTo(ClientIdentity client) {
        return !client.encrypted()
                && (start == Start.OFFERED || (start == Start.OFFERED_ELSEWHERE && !client.isLocal()));
    }

    boolean startsAtOnce() {
        return start == Start.AT_ONCE;
    }

    /** The versions of TLS that are accepted. */
    String[] protocols() {
        return old ? OldTls.all() : OldTls.current();
    }

    /** @throws IOException if there is no certificate; the next call retries */
    public synchronized SSLContext context() throws IOException {
        if (context == null) {
            context = source.make();
        }
        return context;
    }
}
