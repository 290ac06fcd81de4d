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

/** Which certificate the bridge shows to clients, and to which of them. */
public final class ListenerTls {
    private ListenerTls() {}

    /**
     * @param folder for a self-made certificate
     * @throws SettingsException if clients are to have TLS and no certificate can be had
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
            // at the start, so that what is wrong shows then; to make a certificate takes a second
            tls.context();
            return Optional.of(tls);
        } catch (IOException e) {
            throw new SettingsException(List.of("No TLS, and so no service"
                    + (configured ? ": ferrypost.bridge.certificate: " : local ? ": " : " to other machines: ")
                    + e.getMessage()));
        }
    }

    /**
     * The certificate and those that vouch for it.
     *
     * @throws IOException with a sentence for people, if there is none or it would not last
     */
    public static List<Certificate> chain(BridgeConfig config) throws SettingsException, IOException {
        BridgeConfig.Listen listen = config.listen();
        if (listen.certificate().isPresent()) {
            return Certificates.chain(listen.certificate().get(), listen.certificatePassword());
        }
        Path folder = SpoolFolder.prepare(config.spool())
                .orElseThrow(() -> new IOException("makes a new certificate at each start, because it has no folder to"
                        + " keep one in: set ferrypost.bridge.spool, or ferrypost.bridge.certificate"));
        return SelfMadeCertificate.chain(names(listen), folder);
    }

    private static CertificateNames names(BridgeConfig.Listen listen) {
        return CertificateNames.of(
                listen.name(),
                listen.addresses().stream().map(ListenAddress::address).toList());
    }
}
