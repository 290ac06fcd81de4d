package io.github.ferrypost.bridge.config;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.SenderPolicy;
import io.github.ferrypost.account.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the named listeners and the devices; {@link ListenerRules} checks what they mean together. */
final class ListenerReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final long GIGABYTE = 1L << 30;
    private static final int MOST_PER_MINUTE = 1_000_000;

    private final Settings settings;
    private final Reading reading;
    private final List<String> problems;

    ListenerReader(Settings settings, Reading reading, List<String> problems) {
        this.settings = settings;
        this.reading = reading;
        this.problems = problems;
    }

    /**
     * Reads all listeners, the default one first.
     *
     * @param all the logins of {@code ferrypost.bridge.logins}; those that no listener names are the default one's
     */
    List<ListenerConfig> listeners(List<ListenAddress> addresses, Logins all, boolean loginRequired) {
        Set<String> names = names(ListenerKeys.LISTENER);
        if (names.remove(ListenerConfig.DEFAULT)) {
            problems.add(ListenerKeys.LISTENER + ListenerConfig.DEFAULT + " cannot be set: " + BridgeKeys.LISTEN
                    + " and the settings beside it define the listener of that name. Choose another name.");
        }
        List<ListenerConfig> named =
                names.stream().map(name -> listener(name, all)).toList();
        Set<String> own = new TreeSet<>(all.names());
        named.forEach(listener -> own.removeAll(listener.logins().names()));
        List<ListenerConfig> listeners = new ArrayList<>();
        listeners.add(ListenerConfig.standard(addresses, all.only(own), loginRequired));
        listeners.addAll(named);
        return List.copyOf(listeners);
    }

    List<DeviceConfig> devices() {
        return names(ListenerKeys.DEVICE).stream()
                .flatMap(name -> device(name).stream())
                .toList();
    }

    private Set<String> names(String prefix) {
        Set<String> names = new TreeSet<>();
        for (String key : settings.keys()) {
            if (key.startsWith(prefix) && BridgeKeys.ALL.find(key).isPresent()) {
                String rest = key.substring(prefix.length());
                names.add(rest.substring(0, rest.indexOf('.')));
            }
        }
        names.removeIf(name -> !NAME.matcher(name).matches());
        return names;
    }

    private ListenerConfig listener(String name, Logins all) {
        return new ListenerConfig(
                name,
                addresses(ListenerKeys.ADDRESS.withName(name)),
                reading.choice(ListenerKeys.TLS.withName(name), TlsMode.values(), TlsMode::key),
                reading.flag(ListenerKeys.OLD_TLS.withName(name)),
                reading.choice(ListenerKeys.LOGIN.withName(name), LoginMode.values(), LoginMode::key),
                reading.flag(ListenerKeys.PLAIN_LOGIN.withName(name)),
                logins(ListenerKeys.LISTENER_LOGINS.withName(name), all),
                reading.read(ListenerKeys.NETWORKS.withName(name), List.of(), ListenerReader::networks),
                account(ListenerKeys.LISTENER_ACCOUNT.withName(name)),
                from(ListenerKeys.LISTENER_FROM.withName(name), ListenerKeys.LISTENER_FROM_NAME.withName(name)),
                reading.flag(ListenerKeys.LEARN.withName(name)),
                new ListenerConfig.Limits(
                        number(ListenerKeys.MAX_CONNECTIONS.withName(name), 100_000),
                        size(ListenerKeys.MAX_MESSAGE_SIZE.withName(name)),
                        number(ListenerKeys.LISTENER_RATE.withName(name), MOST_PER_MINUTE)));
    }

    private Optional<DeviceConfig> device(String name) {
        Key key = ListenerKeys.DEVICE_ADDRESS.withName(name);
        Optional<Network> address = reading.read(key, Optional.empty(), text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("is not set: set the address of the device.");
            }
            return Optional.of(Network.parse(text));
        });
        Optional<String> account = account(ListenerKeys.DEVICE_ACCOUNT.withName(name));
        List<String> senders = list(ListenerKeys.SENDERS.withName(name)).stream()
                .map(sender -> sender.toLowerCase(Locale.ROOT))
                .toList();
        OptionalInt rate = number(ListenerKeys.DEVICE_RATE.withName(name), MOST_PER_MINUTE);
        Optional<String> listener =
                settings.get(ListenerKeys.DEVICE_LISTENER.withName(name).name());
        Optional<SenderPolicy> from =
                from(ListenerKeys.DEVICE_FROM.withName(name), ListenerKeys.DEVICE_FROM_NAME.withName(name));
        return address.map(at -> new DeviceConfig(name, at, listener, account, senders, rate, from));
    }

    /** Empty if neither is set. */
    private Optional<SenderPolicy> from(Key from, Key name) {
        Optional<String> shown = settings.get(name.name());
        if (settings.get(from.name()).isEmpty() && shown.isEmpty()) {
            return Optional.empty();
        }
        return reading.read(from, Optional.empty(), text -> {
            try {
                return Optional.of(SenderPolicy.parse(text.isEmpty() ? "keep" : text, shown.orElse("keep")));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("is \"" + text + "\": " + e.getMessage() + ".", e);
            }
        });
    }

    private List<ListenAddress> addresses(Key key) {
        return reading.read(key, List.of(), text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("is not set: set an address and a port, such as 0.0.0.0:465.");
            }
            return BridgeConfig.addresses(text);
        });
    }

    private Logins logins(Key key, Logins all) {
        return reading.read(key, Logins.none(), text -> {
            Set<String> names = new LinkedHashSet<>(split(text));
            names.stream()
                    .filter(name -> !all.names().contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("names the login \"" + name + "\", which is not in "
                                + BridgeKeys.LOGINS + ": add it there, or correct the name.");
                    });
            return all.only(names);
        });
    }

    private static List<Network> networks(String text) {
        return split(text).stream().map(Network::parse).distinct().toList();
    }

    /** The name of the account; empty for the unnamed account, where the value is {@code default}. */
    private Optional<String> account(Key key) {
        Optional<String> name = settings.get(key.name());
        name.filter(text -> !isAccount(text))
                .ifPresent(text -> problems.add(key.name() + " is \"" + text
                        + "\", and there is no account of that name: set ferrypost.account." + text
                        + ".mailbox, or correct the name."));
        return name.map(text -> isUnnamed(text) ? "" : text);
    }

    private boolean isAccount(String name) {
        return isUnnamed(name) ? settings.get("ferrypost.mailbox").isPresent() : hasKeys(name);
    }

    private boolean isUnnamed(String name) {
        return name.equals("default") && !hasKeys(name);
    }

    private boolean hasKeys(String account) {
        return settings.keys().stream().anyMatch(key -> key.startsWith("ferrypost.account." + account + "."));
    }

    private OptionalInt number(Key key, int most) {
        return settings.get(key.name()).isPresent()
                ? OptionalInt.of(reading.number(key, 1, most))
                : OptionalInt.empty();
    }

    private OptionalLong size(Key key) {
        return settings.get(key.name()).isPresent()
                ? OptionalLong.of(reading.size(key, 1024, 2 * GIGABYTE))
                : OptionalLong.empty();
    }

    private List<String> list(Key key) {
        return settings.get(key.name()).map(ListenerReader::split).orElse(List.of());
    }

    private static List<String> split(String text) {
        return COMMA.splitAsStream(text)
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
