package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;
import java.io.IOException;
import javax.net.ssl.SSLContext;

/** Where STARTTLS gets its certificate from. Made when it is first needed, since making one of one's own takes a second. */
public final class Tls {
    /** Makes the context, once. */
    public interface Source {
        SSLContext make() throws IOException;
    }

    private final Source source;
    private final boolean onLoopback;
    private SSLContext context;

    /** Offered to every client. */
    public Tls(Source source) {
        this(source, true);
    }

    /**
     * @param onLoopback whether clients on this machine are offered it too. Many programs use STARTTLS when it is offered and
     *     then demand a certificate that they trust, which a self-made one is not
     */
    public Tls(Source source, boolean onLoopback) {
        this.source = source;
        this.onLoopback = onLoopback;
    }

    boolean isOfferedTo(ClientIdentity client) {
        return !client.encrypted() && (onLoopback || !client.isLocal());
    }

    /** @throws IOException if there is no certificate to be had; the next call tries again */
    public synchronized SSLContext context() throws IOException {
        if (context == null) {
            context = source.make();
        }
        return context;
    }
}
