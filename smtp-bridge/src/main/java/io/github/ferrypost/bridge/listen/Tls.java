package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/** Where STARTTLS gets its certificate from. Made when it is first needed, since making one of one's own takes a second. */
public final class Tls {
    /** Makes the context, once. */
    public interface Source {
        SSLContext make() throws IOException;
    }

    private final Source source;
    private SSLContext context;

    public Tls(Source source) {
        this.source = source;
    }

    /** @throws IOException if there is no certificate to be had; the next call tries again */
    public synchronized SSLContext context() throws IOException {
        if (context == null) {
            context = source.make();
        }
        return context;
    }
}
