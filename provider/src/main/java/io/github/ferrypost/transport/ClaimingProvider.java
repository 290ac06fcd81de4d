package io.github.ferrypost.transport;

import jakarta.mail.Provider;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A provider that wins its protocol wherever the jar stands on the class path.
 *
 * <p>A Session keeps the first provider of a protocol: it asks whether it has one for {@link #getProtocol()}, and if not,
 * stores the new one under {@link #getProtocol()}. Angus' own providers are meant to come last, but in mail-api 2.1.0 to
 * 2.1.3 the annotation that says so has another name than in Angus 2.x (mail-api issue 777), and the order of the class
 * path decides. So the first question is answered with a name that nobody has, and every later one truly.
 *
 * <p>Where no implementation can be seen that our transports could extend, the protocol is left to whoever has it.
 */
abstract class ClaimingProvider extends Provider {
    /** Under javax.mail, which compares the names that a provider gives, it would lose the protocol. */
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
