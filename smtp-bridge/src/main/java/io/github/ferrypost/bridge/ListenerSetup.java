package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.ListenerConfig;
import io.github.ferrypost.bridge.deliver.Delivery;
import io.github.ferrypost.bridge.learn.Attempts;
import io.github.ferrypost.bridge.listen.ListenerBinding;
import io.github.ferrypost.bridge.listen.ListenerLimits;
import io.github.ferrypost.bridge.listen.OldTls;
import io.github.ferrypost.bridge.listen.SessionContext;
import io.github.ferrypost.bridge.listen.SmtpEvents;
import io.github.ferrypost.bridge.listen.Tls;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds from the settings what the listeners follow. The folder and the receivers of messages and events are the same
 * for all settings. Used by one thread at a time.
 */
final class ListenerSetup {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerSetup.class);

    private final Delivery delivery;
    private final SmtpEvents journal;
    private final Attempts attempts;
    private final Optional<Path> folder;
    private final Clock clock;
    private final ListenerTls tls = new ListenerTls();

    /** @param folder for the self-signed certificate and large messages */
    ListenerSetup(Delivery delivery, SmtpEvents journal, Attempts attempts, Optional<Path> folder, Clock clock) {
        this.delivery = delivery;
        this.journal = journal;
        this.attempts = attempts;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Reads or makes the certificate.
     *
     * @param patience for the tokens that tell whether Graph takes large messages; without them EHLO may announce too
     *     much, and MAIL refuses
     * @throws SettingsException if there is none, or this process does not permit old versions of TLS
     */
    List<ListenerBinding> bindings(BridgeConfig config, Accounts accounts, Duration patience) throws SettingsException {
        Map<String, Tls> byName = tls.of(config, folder);
        checkOldTls(config.listeners());
        long largest = largest(accounts, patience);
        List<ListenerBinding> bindings = new ArrayList<>();
        for (ListenerConfig listener : config.listeners()) {
            SessionContext context = new SessionContext(
                    config.listen().name(),
                    limits(config.listen(), listener, largest),
                    Optional.ofNullable(byName.get(listener.name())),
                    config.listen().received(),
                    passDsnOn(accounts),
                    folder.orElse(Path.of(System.getProperty("java.io.tmpdir"))),
                    new Admission(listener, config.devices(), accounts),
                    delivery,
                    journal,
                    attempts,
                    clock);
            bindings.add(new ListenerBinding(sockets(listener), context));
        }
        return bindings;
    }

    private static List<InetSocketAddress> sockets(ListenerConfig listener) {
        return listener.addresses().stream()
                .map(at -> new InetSocketAddress(at.address(), at.port()))
                .toList();
    }

    /** Warns of listeners that accept old versions of TLS, which this process must have permitted at its start. */
    private static void checkOldTls(List<ListenerConfig> listeners) throws SettingsException {
        for (ListenerConfig listener : listeners) {
            if (listener.oldTls()) {
                if (!OldTls.isPermitted()) {
                    throw new SettingsException(List.of("ferrypost.bridge.listener." + listener.name()
                            + ".old-tls is true, and this process has begun to use TLS without it: restart it."));
                }
                LOG.warn(
                        "The listener {} accepts TLS 1.0 and 1.1, which are broken (RFC 8996): let only old devices use it",
                        listener.name());
            }
        }
    }

    /** RFC 3461 section 5.2.1: a server that offers DSN has to pass it on, and Graph cannot. */
    private static boolean passDsnOn(Accounts accounts) {
        return accounts.all().stream().allMatch(account -> account.roads().equals(List.of(RoadName.SMTP)));
    }

    /** EHLO announces the largest size of any account; each MAIL is then checked against its own account. */
    private long largest(Accounts accounts, Duration patience) {
        return CompletableFuture.supplyAsync(
                        () -> accounts.all().stream()
                                .mapToLong(delivery::largest)
                                .max()
                                .orElse(0),
                        task -> {
                            Thread thread = new Thread(task, "ferrypost-size");
                            thread.setDaemon(true);
                            thread.start();
                        })
                .completeOnTimeout(Long.MAX_VALUE, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static ListenerLimits limits(BridgeConfig.Listen listen, ListenerConfig listener, long largest) {
        BridgeConfig.Limits limits = listen.limits();
        return new ListenerLimits(
                new ListenerLimits.Message(
                        Math.min(
                                Math.min(limits.maxSize(), largest),
                                listener.limits().maxMessageSize().orElse(Long.MAX_VALUE)),
                        limits.maxHeader(),
                        limits.maxRecipients()),
                new ListenerLimits.Connections(
                        limits.maxConnections(), limits.maxConnectionsPerAddress(), limits.reservedConnections()),
                new ListenerLimits.Waits(
                        limits.idle(),
                        limits.loginTimeout(),
                        limits.loginDelay(),
                        limits.dataTimeout(),
                        listen.stopTimeout()),
                limits.memory(),
                limits.maxRefusals(),
                ListenerLimits.FAILED_LOGINS);
    }
}
