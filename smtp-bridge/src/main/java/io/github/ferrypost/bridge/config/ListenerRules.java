package io.github.ferrypost.bridge.config;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules for what listeners and devices may say together. The bridge does not start as an open relay, nor with a
 * policy that cannot work or says something other than what it does. Stateless.
 */
final class ListenerRules {
    private static final int WIDEST_IPV4 = 16;
    private static final int WIDEST_IPV6 = 48;
    /** An IPv6 host changes its address within its /64 (RFC 8981). */
    private static final int WIDEST_DEVICE_IPV4 = 24;

    private static final int WIDEST_DEVICE_IPV6 = 64;

    private final Settings settings;
    private final List<ListenerConfig> listeners;
    private final List<DeviceConfig> devices;
    private final List<String> problems = new ArrayList<>();

    private final List<String> before;

    private ListenerRules(
            List<String> before, Settings settings, List<ListenerConfig> listeners, List<DeviceConfig> devices) {
        this.before = List.copyOf(before);
        this.settings = settings;
        this.listeners = listeners;
        this.devices = devices;
    }

    /**
     * One sentence for each problem.
     *
     * @param before the problems found so far; a listener or device that has one is not checked further
     */
    static List<String> problems(
            List<String> before, Settings settings, List<ListenerConfig> listeners, List<DeviceConfig> devices) {
        ListenerRules rules = new ListenerRules(before, settings, listeners, devices);
        rules.checkAddresses();
        listeners.stream()
                .filter(listener -> !listener.isDefault() && rules.isSound(ListenerKeys.LISTENER + listener.name()))
                .forEach(rules::check);
        devices.stream()
                .filter(device -> rules.isSound(ListenerKeys.DEVICE + device.name()))
                .forEach(rules::check);
        return rules.problems;
    }

    private boolean isSound(String key) {
        return before.stream().noneMatch(problem -> problem.startsWith(key + "."));
    }

    private void checkAddresses() {
        Map<String, String> taken = new HashMap<>();
        for (ListenerConfig listener : listeners) {
            for (ListenAddress address : listener.addresses()) {
                String other = address.port() == 0 ? null : taken.put(address.toString(), listener.name());
                if (other != null) {
                    problems.add((listener.isDefault() ? BridgeKeys.LISTEN.name() : key(listener, ListenerKeys.ADDRESS))
                            + " has " + address + ", where the listener \"" + other
                            + "\" is already: choose another port.");
                }
            }
        }
    }

    private void check(ListenerConfig listener) {
        listener.networks().forEach(network -> checkNetwork(listener, network));
        boolean lists =
                !listener.networks().isEmpty() || devices.stream().anyMatch(device -> isListed(device, listener));
        // where the bridge learns, no client sends but a device, and none logs in for good
        if (listener.isOpen() && !listener.learn()) {
            checkOpen(listener, lists);
        }
        if (listener.login() == LoginMode.NONE && !listener.logins().isEmpty()) {
            add(
                    listener,
                    ListenerKeys.LOGIN,
                    "is none, and logins are named: set optional or required, or remove the logins.");
        }
        if (listener.oldTls() && listener.tls() == TlsMode.NONE) {
            add(listener, ListenerKeys.OLD_TLS, "is true, and tls is none: set tls to starttls, required or implicit.");
        }
    }

    private void checkOpen(ListenerConfig listener, boolean lists) {
        boolean logins = listener.login() != LoginMode.NONE;
        if (!lists && listener.tls() == TlsMode.NONE) {
            add(
                    listener,
                    ListenerKeys.TLS,
                    "is none, and the listener serves other machines and lists no network: mail"
                            + " would cross any network in clear. Set networks, or set tls to starttls, required or implicit.");
        }
        if (!lists && !logins) {
            add(
                    listener,
                    ListenerKeys.LOGIN,
                    "is none, and the listener serves other machines and lists no network:"
                            + " anyone could send messages as you. Set networks, or login=required.");
        }
        if (logins && listener.logins().isEmpty() && !isSet(listener, ListenerKeys.LISTENER_LOGINS)) {
            add(
                    listener,
                    ListenerKeys.LISTENER_LOGINS,
                    "is not set, and the listener serves other machines: name those" + " of " + BridgeKeys.LOGINS
                            + " that may log in there, or set login to none.");
        }
        if (logins && listener.tls() == TlsMode.NONE && !listener.plainLogin()) {
            add(
                    listener,
                    ListenerKeys.PLAIN_LOGIN,
                    "is false, and tls is none: no client can log in without sending the"
                            + " password in clear text. Set tls=starttls or plain-login=true.");
        }
        if (listener.plainLogin() && !lists) {
            add(
                    listener,
                    ListenerKeys.PLAIN_LOGIN,
                    "is true, and the listener lists no network: passwords in clear text"
                            + " are accepted from listed networks only. Set networks.");
        }
        if (listener.plainLogin()
                && (!logins || listener.tls() == TlsMode.REQUIRED || listener.tls() == TlsMode.IMPLICIT)) {
            add(
                    listener,
                    ListenerKeys.PLAIN_LOGIN,
                    "is true, and "
                            + (logins ? "tls is " + listener.tls().key() : "login is none")
                            + ", so no password comes in clear text: remove it.");
        }
    }

    private void checkNetwork(ListenerConfig listener, Network network) {
        int widest = network.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6;
        if (network.bits() < widest) {
            add(
                    listener,
                    ListenerKeys.NETWORKS,
                    "has " + network + ", which is wider than a /" + widest
                            + ": name the networks that your devices are in.");
        } else if (!network.isPrivate() && !isPublic(listener)) {
            add(
                    listener,
                    ListenerKeys.NETWORKS,
                    "has " + network + ", which is not a private network: if strangers there"
                            + " may connect, confirm it with " + key(listener, ListenerKeys.PUBLIC) + "=true.");
        }
    }

    private void check(DeviceConfig device) {
        Network address = device.address();
        int widest = address.isIpv4() ? WIDEST_DEVICE_IPV4 : WIDEST_DEVICE_IPV6;
        if (address.bits() < widest) {
            add(
                    device,
                    ListenerKeys.DEVICE_ADDRESS,
                    "is " + address + ", which is wider than a /" + widest
                            + ": name the device's own address, or use the networks of a listener.");
        }
        device.listener()
                .filter(name ->
                        listeners.stream().noneMatch(listener -> listener.name().equals(name)))
                .ifPresent(name -> add(
                        device, ListenerKeys.DEVICE_LISTENER, "is \"" + name + "\", and there is no such listener."));
        if (!address.isPrivate()) {
            listeners.stream()
                    .filter(listener -> isListed(device, listener) && !isPublic(listener))
                    .findFirst()
                    .ifPresent(listener -> add(
                            device,
                            ListenerKeys.DEVICE_ADDRESS,
                            "is " + address
                                    + ", which is not a private address: confirm it with "
                                    + key(listener, ListenerKeys.PUBLIC)
                                    + "=true, or name another listener."));
        }
        sameAddress(device)
                .ifPresent(other -> add(
                        device,
                        ListenerKeys.DEVICE_ADDRESS,
                        "is " + address + ", and so is that of the" + " device \"" + other.name()
                                + "\": remove one, or name a listener for each."));
    }

    private Optional<DeviceConfig> sameAddress(DeviceConfig device) {
        return devices.stream()
                .filter(other -> other.name().compareTo(device.name()) < 0
                        && other.address().equals(device.address())
                        && (other.listener().isEmpty()
                                || device.listener().isEmpty()
                                || other.listener().equals(device.listener())))
                .findFirst();
    }

    private static boolean isListed(DeviceConfig device, ListenerConfig listener) {
        return !listener.isDefault()
                && device.listener().map(listener.name()::equals).orElse(true);
    }

    private boolean isPublic(ListenerConfig listener) {
        return settings.get(key(listener, ListenerKeys.PUBLIC))
                .map("true"::equalsIgnoreCase)
                .orElse(false);
    }

    private boolean isSet(ListenerConfig listener, Key row) {
        return settings.get(key(listener, row)).isPresent();
    }

    private void add(ListenerConfig listener, Key row, String text) {
        problems.add(key(listener, row) + " " + text);
    }

    private void add(DeviceConfig device, Key row, String text) {
        problems.add(row.withName(device.name()).name() + " " + text);
    }

    private static String key(ListenerConfig listener, Key row) {
        return row.withName(listener.name()).name();
    }
}
