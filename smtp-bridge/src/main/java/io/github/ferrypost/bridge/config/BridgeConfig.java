package io.github.ferrypost.bridge.config;

import io.github.ferrypost.account.Keys;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The bridge's configuration, validated as a whole. Each part is named after the package that uses it. Immutable; no
 * secret appears in {@code toString()}.
 *
 * @param listeners all of them, the default one first
 * @param spool the folder of the queue; empty if nothing is stored and no folder is set
 * @param defaultSpool where the queue is if no folder is set: beside the settings file
 */
public record BridgeConfig(
        Listen listen,
        Admit admit,
        List<ListenerConfig> listeners,
        List<DeviceConfig> devices,
        Deliver deliver,
        Optional<Path> spool,
        Path defaultSpool,
        Optional<ListenAddress> web,
        HistoryConfig history,
        AlertConfig alerts,
        LogConfig log) {
    private static final long GIGABYTE = 1L << 30;
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");

    /** How the bridge listens for clients. */
    public record Listen(
            List<ListenAddress> addresses,
            String name,
            Optional<Path> certificate,
            String certificatePassword,
            StartTls startTls,
            Limits limits,
            Duration stopTimeout,
            boolean received) {
        @Override
        public String toString() {
            return "listen on " + addresses;
        }
    }

    /**
     * The listener's limits; sizes in bytes.
     *
     * @param memory for incoming messages, over all clients
     */
    public record Limits(
            long maxSize,
            long maxHeader,
            int maxRecipients,
            int maxConnections,
            int maxConnectionsPerAddress,
            int reservedConnections,
            int maxRefusals,
            long memory,
            Duration idle,
            Duration loginTimeout,
            Duration loginDelay,
            Duration dataTimeout) {}

    /** Who may send at the default listener. */
    public record Admit(Logins logins, boolean loginRequired) {}

    /** How messages are delivered. {@code pace} is in messages per minute and mailbox; empty for no limit. */
    public record Deliver(Accept accept, Duration patience, Duration giveUpAfter, OptionalInt pace) {}

    /**
     * Reads and validates the bridge's settings; {@code Accounts} validates those of the accounts.
     *
     * @throws SettingsException with one sentence for each problem
     */
    public static BridgeConfig from(Settings settings) throws SettingsException {
        List<String> problems = new ArrayList<>();
        settings.keys().stream()
                .filter(key -> Keys.isOfBridge(key) && BridgeKeys.ALL.find(key).isEmpty())
                .map(key -> BridgeKeys.own().complaint(key))
                .forEach(problems::add);
        Reading reading = new Reading(settings, problems);
        Path beside = settings.beside(BridgeKeys.SPOOL.standard());
        Listen listen = listen(reading);
        Admit all = admit(reading);
        ListenerReader named = new ListenerReader(settings, reading, problems);
        List<ListenerConfig> listeners = named.listeners(listen.addresses, all.logins, all.loginRequired);
        List<DeviceConfig> devices = named.devices();
        BridgeConfig config = of(
                listen,
                new Admit(listeners.get(0).logins(), all.loginRequired),
                listeners,
                devices,
                deliver(reading),
                reading.path(BridgeKeys.SPOOL),
                beside,
                web(reading),
                HistoryConfig.of(reading),
                AlertConfig.of(reading),
                LogConfig.of(reading));
        demandLoginOffLoopback(config, !all.logins.isEmpty(), problems);
        problems.addAll(ListenerRules.problems(problems, settings, listeners, devices));
        config.listen
                .certificate
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> problems.add(BridgeKeys.CERTIFICATE + " names the file " + file
                        + ", which cannot be read: create it, or correct the path or its permissions."));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return config;
    }

    /** Any mode that stores messages needs a folder; {@code direct} needs none and creates none unless it is set. */
    private static BridgeConfig of(
            Listen listen,
            Admit admit,
            List<ListenerConfig> listeners,
            List<DeviceConfig> devices,
            Deliver deliver,
            Optional<Path> spool,
            Path defaultSpool,
            Optional<ListenAddress> web,
            HistoryConfig history,
            AlertConfig alerts,
            LogConfig log) {
        boolean stores = deliver.accept != Accept.DIRECT;
        return new BridgeConfig(
                listen,
                admit,
                listeners,
                devices,
                deliver,
                stores ? spool.or(() -> Optional.of(defaultSpool)) : spool,
                defaultSpool,
                web,
                history,
                alerts,
                log);
    }

    private static Listen listen(Reading reading) {
        return new Listen(
                reading.read(BridgeKeys.LISTEN, List.of(), BridgeConfig::addresses),
                reading.read(BridgeKeys.NAME, "", BridgeConfig::hostName),
                reading.path(BridgeKeys.CERTIFICATE),
                reading.text(BridgeKeys.CERTIFICATE_PASSWORD),
                reading.choice(BridgeKeys.STARTTLS, StartTls.values(), StartTls::key),
                limits(reading),
                reading.duration(BridgeKeys.STOP_TIMEOUT),
                reading.flag(BridgeKeys.RECEIVED));
    }

    private static Limits limits(Reading reading) {
        return new Limits(
                reading.size(BridgeKeys.MAX_SIZE, 1024, 2 * GIGABYTE),
                reading.size(BridgeKeys.MAX_HEADER, 1024, 2 * GIGABYTE),
                reading.number(BridgeKeys.MAX_RECIPIENTS, 1, 100_000),
                reading.number(BridgeKeys.MAX_CONNECTIONS, 1, 100_000),
                reading.number(BridgeKeys.MAX_CONNECTIONS_PER_ADDRESS, 1, 100_000),
                reading.number(BridgeKeys.RESERVED_CONNECTIONS, 0, 100_000),
                reading.number(BridgeKeys.MAX_REFUSALS, 1, 100_000),
                reading.share(BridgeKeys.MEMORY, Runtime.getRuntime().maxMemory()),
                reading.duration(BridgeKeys.IDLE),
                reading.duration(BridgeKeys.LOGIN_TIMEOUT),
                reading.duration(BridgeKeys.LOGIN_DELAY),
                reading.duration(BridgeKeys.DATA_TIMEOUT));
    }

    private static Admit admit(Reading reading) {
        return new Admit(
                reading.read(BridgeKeys.LOGINS, Logins.none(), Logins::parse), reading.flag(BridgeKeys.LOGIN_REQUIRED));
    }

    private static Deliver deliver(Reading reading) {
        return new Deliver(
                reading.choice(BridgeKeys.ACCEPT, Accept.values(), Accept::key),
                reading.duration(BridgeKeys.PATIENCE),
                reading.duration(BridgeKeys.GIVE_UP_AFTER),
                reading.text(BridgeKeys.PACE).equalsIgnoreCase("off")
                        ? OptionalInt.empty()
                        : OptionalInt.of(reading.number(BridgeKeys.PACE, 1, 1_000_000)));
    }

    /**
     * Reads the page's address alone, so that the page can start while other settings are invalid.
     *
     * @throws SettingsException if it is not an address, or not a loopback address
     */
    public static Optional<ListenAddress> web(Settings settings) throws SettingsException {
        List<String> problems = new ArrayList<>();
        Optional<ListenAddress> at = web(new Reading(settings, problems));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return at;
    }

    private static Optional<ListenAddress> web(Reading reading) {
        return reading.read(BridgeKeys.WEB, Optional.empty(), text -> {
            if (text.equalsIgnoreCase("off")) {
                return Optional.empty();
            }
            ListenAddress at = ListenAddress.parse(text);
            if (!at.isLoopback()) {
                throw new IllegalArgumentException("opens " + at + " to other machines, but the page shows"
                        + " and changes settings. Set 127.0.0.1:8525 or off; to use the page from another"
                        + " machine, run `ssh -L 8525:127.0.0.1:8525 HOST`.");
            }
            return Optional.of(at);
        });
    }

    static List<ListenAddress> addresses(String text) {
        List<ListenAddress> addresses = Pattern.compile(",")
                .splitAsStream(text)
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .map(ListenAddress::parse)
                .toList();
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("names no address. Set 127.0.0.1:2525, for example.");
        }
        return addresses;
    }

    private static String hostName(String text) {
        if (!HOST_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("is \"" + text + "\", which is not a host name.");
        }
        return text;
    }

    /** Refuses to start as an open relay into the tenant, instead of only warning. */
    private static void demandLoginOffLoopback(BridgeConfig config, boolean anyLogins, List<String> problems) {
        List<ListenAddress> open = config.listen.addresses.stream()
                .filter(address -> !address.isLoopback())
                .toList();
        if (!open.isEmpty() && config.admit.logins.isEmpty()) {
            problems.add(BridgeKeys.LISTEN + " opens " + open.get(0) + " to other machines, and " + BridgeKeys.LOGINS
                    + (anyLogins ? " has only logins that other listeners name" : " is not set")
                    + ", so anyone there could send messages as you. Set " + BridgeKeys.LOGINS
                    + " to name:password pairs, or listen on 127.0.0.1 only.");
        }
        if (!open.isEmpty() && config.listen.startTls == StartTls.OFF) {
            problems.add(BridgeKeys.LISTEN + " opens " + open.get(0) + " to other machines, and " + BridgeKeys.STARTTLS
                    + " is off, so passwords would cross the network unencrypted. Set " + BridgeKeys.STARTTLS
                    + " to auto, or listen on 127.0.0.1 only.");
        }
    }
}
