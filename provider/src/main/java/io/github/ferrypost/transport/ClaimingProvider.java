package io.github.ferrypost.transport;

import jakarta.mail.Provider;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A provider that wins its protocol wherever the jar is on the class path.
 *
 * <p>A Session keeps the first provider of a protocol: it looks up {@link #getProtocol()}, and if that has no
 * provider yet, registers the new one under {@link #getProtocol()}. Angus' own providers are meant to come last, but
 * the annotation that says so has a different name in mail-api 2.1.0 to 2.1.3 than in Angus 2.x (mail-api issue 777),
 * so class path order decides. Therefore the first call returns a name that no provider has, and every later call
 * returns the real one.
 *
 * <p>If no mail library class that our transports extend is visible, the current provider keeps the protocol.
 */
abstract class ClaimingProvider extends Provider {
    /** Under javax.mail, which compares the names a provider returns, this trick would lose the protocol. */
    private static final boolean ASKED_TWICE = Provider.class.getName().startsWith("jakarta");

    private final boolean usable;
    private final AtomicBoolean asked = new AtomicBoolean(!ASKED_TWICE);

    ClaimingProvider(String protocol, String transport) {
        this(protocol, transport, MailApiFlavor.transport(transport));
    }

    private ClaimingProvider(String protocol, String transport, Optional<String> usable) {
        super(Type.TRANSPORT, protocol, usable.orElse(transport), "Ferrypost", null);
        this.usable = usable.isPresent();
    }

    @Override
    public String getProtocol() {
        boolean truly = usable && asked.getAndSet(true);
        return truly ? super.getProtocol() : "ferrypost-claims-" + super.getProtocol();
    }
}
