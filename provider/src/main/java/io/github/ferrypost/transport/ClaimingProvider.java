package io.github.ferrypost.transport;

import jakarta.mail.Provider;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A provider that wins its protocol wherever the jar stands on the class path.
 *
 * <p>A Session keeps the first provider of a protocol: it asks whether it has one for {@link #getProtocol()}, and if not,
 * stores the new one under {@link #getProtocol()}. Angus' own providers are meant to come last, but in mail-api 2.1.0 to
 * 2.1.3 the annotation that says so has another name than in Angus 2.x (mail-api issue 777), and the order of the class
 * path decides. So the first question is answered with a name that nobody has, and every later one truly.
 */
abstract class ClaimingProvider extends Provider {
    private final AtomicBoolean asked = new AtomicBoolean();

    ClaimingProvider(String protocol, Class<? extends FerrypostTransport> transport) {
        super(Type.TRANSPORT, protocol, transport.getName(), "Ferrypost", null);
    }

    @Override
    public String getProtocol() {
        return asked.getAndSet(true) ? super.getProtocol() : "ferrypost-claims-" + super.getProtocol();
    }
}
