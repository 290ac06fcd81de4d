package io.github.ferrypost.bridge;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.ListenAddress;
import io.github.ferrypost.bridge.config.StartTls;
import io.github.ferrypost.bridge.listen.CertificateNames;
import io.github.ferrypost.bridge.listen.Certificates;
import io.github.ferrypost.bridge.listen.SelfMadeCertificate;
import io.github.ferrypost.bridge.listen.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;

/** Chooses the certificate for STARTTLS and the clients that STARTTLS is offered to. Stateless. */
public final class ListenerTls {
    private ListenerTls() {}

    /**
     * Finds or creates the certificate.
     *
     * @param folder for a self-signed certificate
     * @throws SettingsException if the settings ask for TLS and no certificate is available
     */
    static Optional<Tls> of(BridgeConfig config, Optional<Path> folder) throws SettingsException {
        BridgeConfig.Listen listen = config.listen();
        boolean local = listen.addresses().stream().allMatch(ListenAddress::isLoopback);
        boolean configured = listen.certificate().isPresent();
        boolean onLoopback = listen.startTls() == StartTls.ON || (listen.startTls() == StartTls.AUTO && configured);
        if (listen.startTls() == StartTls.OFF || (local && !onLoopback)) {
            return Optional.empty();
        }
        Tls tls = new Tls(
                () -> configured
                        ? Certificates.fromFile(listen.certificate().get(), listen.certificatePassword())
                        : SelfMadeCertificate.context(names(listen), folder),
                onLoopback);
        try {
            // fail at startup rather than at the first STARTTLS; making a certificate takes about a second
            tls.context();
            return Optional.of(tls);
        } catch (IOException e) {
            throw new SettingsException(List.of("STARTTLS is not available, so the bridge does not serve"
                    + (configured ? ": ferrypost.bridge.certificate: " : local ? ": " : " to other machines: ")
                    + e.getMessage()));
        }
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
        return SelfMadeCertificate.chain(names(listen), folder);
    }

    private static CertificateNames names(BridgeConfig.Listen listen) {
        return CertificateNames.of(
                listen.name(),
                listen.addresses().stream().map(ListenAddress::address).toList());
    }
}
