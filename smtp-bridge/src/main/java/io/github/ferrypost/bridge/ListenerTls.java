package io.github.ferrypost.bridge;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.ListenAddress;
import io.github.ferrypost.bridge.config.ListenerConfig;
import io.github.ferrypost.bridge.config.StartTls;
import io.github.ferrypost.bridge.listen.CertificateNames;
import io.github.ferrypost.bridge.listen.Certificates;
import io.github.ferrypost.bridge.listen.SelfMadeCertificate;
import io.github.ferrypost.bridge.listen.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate, and when TLS begins at each listener. Keeps a self-signed certificate as long as its names
 * stay. Used by one thread at a time.
 */
public final class ListenerTls {
    private Optional<CertificateNames> selfMadeFor = Optional.empty();
    private @Nullable Tls selfMade;

    ListenerTls() {}

    /**
     * Finds or creates the certificate, which all listeners share.
     *
     * @param folder for a self-signed certificate
     * @return the TLS of each listener by its name; absent for a listener without TLS
     * @throws SettingsException if the settings ask for TLS and no certificate is available
     */
    Map<String, Tls> of(BridgeConfig config, Optional<Path> folder) throws SettingsException {
        BridgeConfig.Listen listen = config.listen();
        boolean configured = listen.certificate().isPresent();
        Tls certificate = configured
                ? new Tls(() -> Certificates.fromFile(listen.certificate().get(), listen.certificatePassword()))
                : selfMade(names(config), folder);
        Map<String, Tls> byName = new HashMap<>();
        for (ListenerConfig listener : config.listeners()) {
            start(config, listener)
                    .ifPresent(start -> byName.put(listener.name(), certificate.with(start, listener.oldTls())));
        }
        try {
            // fail at startup rather than at the first STARTTLS; making a certificate takes about a second
            if (!byName.isEmpty()) {
                certificate.context();
            }
            return byName;
        } catch (IOException e) {
            boolean local = config.listeners().stream().noneMatch(ListenerConfig::isOpen);
            throw new SettingsException(List.of("TLS is not available, so the bridge does not serve"
                    + (configured ? ": ferrypost.bridge.certificate: " : local ? ": " : " to other machines: ")
                    + e.getMessage()));
        }
    }

    private Tls selfMade(CertificateNames names, Optional<Path> folder) {
        Tls known = selfMade;
        if (known != null && selfMadeFor.filter(names::equals).isPresent()) {
            return known;
        }
        Tls made = new Tls(() -> SelfMadeCertificate.context(names, folder));
        selfMade = made;
        selfMadeFor = Optional.of(names);
        return made;
    }

    private static Optional<Tls.Start> start(BridgeConfig config, ListenerConfig listener) {
        if (listener.isDefault()) {
            StartTls startTls = config.listen().startTls();
            boolean onLoopback = startTls == StartTls.ON
                    || (startTls == StartTls.AUTO
                            && config.listen().certificate().isPresent());
            return startTls == StartTls.OFF || (!listener.isOpen() && !onLoopback)
                    ? Optional.empty()
                    : Optional.of(onLoopback ? Tls.Start.OFFERED : Tls.Start.OFFERED_ELSEWHERE);
        }
        return switch (listener.tls()) {
            case NONE -> Optional.empty();
            case STARTTLS, REQUIRED -> Optional.of(Tls.Start.OFFERED);
            case IMPLICIT -> Optional.of(Tls.Start.AT_ONCE);
        };
    }

    /**
     * The certificate and its issuers.
     *
     * @throws IOException with a message for the operator, if there is no certificate or it would be lost at the next
     *     start
     */
    public static List<Certificate> chain(BridgeConfig config) throws SettingsException, IOException {
        BridgeConfig.Listen listen = config.listen();
        if (listen.certificate().isPresent()) {
            return Certificates.chain(listen.certificate().get(), listen.certificatePassword());
        }
        Path folder = SpoolFolder.prepare(config.spool())
                .orElseThrow(() -> new IOException("creates a new certificate at each start, because it has"
                        + " no folder to store one in: set ferrypost.bridge.spool or ferrypost.bridge.certificate"));
        return SelfMadeCertificate.chain(names(config), folder);
    }

    private static CertificateNames names(BridgeConfig config) {
        return CertificateNames.of(
                config.listen().name(),
                config.listeners().stream()
                        .flatMap(listener -> listener.addresses().stream())
                        .map(ListenAddress::address)
                        .toList());
    }
}
