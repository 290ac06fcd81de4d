package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.RecordingRoads;
import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.Logins;
import io.github.ferrypost.bridge.deliver.Delivery;
import io.github.ferrypost.bridge.deliver.DeliveryListener;
import io.github.ferrypost.bridge.deliver.Dispatch;
import io.github.ferrypost.bridge.learn.Attempts;
import io.github.ferrypost.bridge.thread.EssentialThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A listener for a test, with roads that only record. */
final class Harbour implements AutoCloseable {
    static final ListenerLimits LIMITS = limits(10_000_000, 1000, 50, Duration.ofSeconds(20), Duration.ofSeconds(20));
    static final Instant NOW = Instant.parse("2026-11-22T08:37:10Z");

    final RecordingRoads roads = new RecordingRoads();
    final List<ReceivedMail> passages = new CopyOnWriteArrayList<>();
    final List<Rejection> refusals = new CopyOnWriteArrayList<>();
    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    final List<String> failedThreads = new CopyOnWriteArrayList<>();
    final Attempts attempts = new Attempts(Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));
    final Listener listener;

    private Harbour(
            ListenerLimits limits,
            Logins logins,
            Optional<Tls> tls,
            boolean received,
            Optional<Path> folder,
            String address)
            throws IOException {
        this(limits, logins, tls, received, folder, address, delivery -> delivery);
    }

    private Harbour(
            ListenerLimits limits,
            Logins logins,
            Optional<Tls> tls,
            boolean received,
            Optional<Path> folder,
            String address,
            UnaryOperator<Delivery> around)
            throws IOException {
        this(
                limits,
                new Admission(new BridgeConfig.Admit(logins, false), accounts()),
                tls,
                received,
                folder,
                address,
                around,
                UnaryOperator.identity());
    }

    private Harbour(
            ListenerLimits limits,
            Admission admission,
            Optional<Tls> tls,
            boolean received,
            Optional<Path> folder,
            String address,
            UnaryOperator<Delivery> around,
            UnaryOperator<InetAddress> seenAs)
            throws IOException {
        SmtpEvents journal = new SmtpEvents() {
            @Override
            public void mail(ReceivedMail passage) {
                passages.add(passage);
            }

            @Override
            public void refused(Rejection rejection) {
                refusals.add(rejection);
            }

            @Override
            public void failed(InetAddress client, String at, Throwable fault) {
                faults.add(fault);
            }

            @Override
            public void sumUp(boolean end) {
                // nothing is summed up here
            }
        };
        listener = Listener.open(
                List.of(new ListenerBinding(
                        List.of(new InetSocketAddress(address, 0)),
                        new SessionContext(
                                "bridge.example",
                                limits,
                                tls,
                                received,
                                false,
                                folder.orElse(Path.of(System.getProperty("java.io.tmpdir"))),
                                admission,
                                around.apply(Dispatch.direct(
                                                roads, OptionalInt.empty(), DeliveryListener.NONE, Clock.systemUTC())
                                        .delivery()),
                                journal,
                                attempts,
                                Clock.fixed(NOW, ZoneOffset.UTC)))),
                seenAs,
                new EssentialThreads((thread, cause) -> failedThreads.add(thread)));
    }

    /** Of the given size, and else so wide that they are in no test's way. */
    static ListenerLimits limits(long size, int recipients, int connections, Duration idle, Duration data) {
        return new ListenerLimits(
                new ListenerLimits.Message(size, 1 << 18, recipients),
                new ListenerLimits.Connections(connections, connections, 0),
                new ListenerLimits.Waits(idle, idle, Duration.ofMillis(1), data, Duration.ofSeconds(5)),
                64 << 20,
                20,
                3);
    }

    static Harbour open() throws IOException {
        return open(LIMITS);
    }

    static Harbour open(ListenerLimits limits) throws IOException {
        return new Harbour(limits, Logins.none(), Optional.empty(), false, Optional.empty(), "127.0.0.1");
    }

    /** @param around wraps the delivery, for what it has to be made to do */
    static Harbour delivering(ListenerLimits limits, Path folder, UnaryOperator<Delivery> around) throws IOException {
        return new Harbour(limits, Logins.none(), Optional.empty(), false, Optional.of(folder), "127.0.0.1", around);
    }

    static Harbour at(String address, ListenerLimits limits, String logins, Optional<Tls> tls) throws IOException {
        return new Harbour(limits, Logins.parse(logins), tls, false, Optional.empty(), address);
    }

    static Harbour withReceived() throws IOException {
        return new Harbour(LIMITS, Logins.none(), Optional.empty(), true, Optional.empty(), "127.0.0.1");
    }

    static Harbour withFolder(Path folder) throws IOException {
        return new Harbour(LIMITS, Logins.none(), Optional.empty(), false, Optional.of(folder), "127.0.0.1");
    }

    static Harbour withLogins(String logins, Optional<Tls> tls, String address) throws IOException {
        return new Harbour(LIMITS, Logins.parse(logins), tls, true, Optional.empty(), address);
    }

    /** @param seenAs the address that each client counts as */
    static Harbour of(ListenerLimits limits, Admission admission, Optional<Tls> tls, UnaryOperator<InetAddress> seenAs)
            throws IOException {
        return new Harbour(limits, admission, tls, true, Optional.empty(), "127.0.0.1", delivery -> delivery, seenAs);
    }

    /** The unnamed account, and one that is found by its login. */
    static Accounts accounts() {
        try {
            return Accounts.from(Settings.of(Map.of(
                    "ferrypost.tenant", "contoso.example",
                    "ferrypost.client", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                    "ferrypost.secret", "x~SANDBOXSECRET",
                    "ferrypost.mailbox", "noreply@contoso.example",
                    "ferrypost.account.second.mailbox", "second@contoso.example",
                    "ferrypost.account.second.logins", "scanner")));
        } catch (SettingsException e) {
            throw new AssertionError(e);
        }
    }

    InetSocketAddress address() {
        return listener.addresses().get(0);
    }

    Script connect() throws IOException {
        return Script.connect(address());
    }

    /** A session up to the reply to EHLO. */
    Script greeted() throws IOException {
        return connect().run("s <- 220 bridge.example ESMTP Ferrypost\nc -> EHLO client.example\ns <~ 250");
    }

    /** The only message that was carried. */
    RecordingRoads.Carried only() {
        if (roads.carried().size() != 1) {
            throw new AssertionError("carried: " + roads.carried());
        }
        return roads.carried().get(0);
    }

    /** Its octets after the header lines that were put before it. */
    String content() {
        String message = only().message();
        return message.substring(message.indexOf("Subject:"));
    }

    @Override
    public void close() {
        listener.close();
    }
}
