package io.github.ferrypost.bridge.admit;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may send at a named listener, written down once more and without the bridge's code: what it allows and the bridge
 * denies is a fault of one of them, and the reverse too. Everything is text, as in the settings.
 */
public final class PolicyModel {
    /** A listener; {@code networks} in CIDR notation. */
    public record Policy(
            String tls,
            String login,
            List<String> logins,
            List<String> networks,
            boolean confirmed,
            boolean plainLogin,
            String account,
            boolean learn) {}

    /** A device of this listener. */
    public record Device(String address, String account, List<String> senders) {}

    /** @param login empty for none, else the name that the client has logged in with, or tries to */
    public record Client(String address, boolean tls, String login, boolean rightPassword) {}

    private static final List<String> PRIVATE = List.of(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "127.0.0.0/8",
            "fc00::/7",
            "fe80::/10",
            "::1/128");

    private final Policy policy;
    private final List<Device> devices;

    public PolicyModel(Policy policy, List<Device> devices) {
        this.policy = policy;
        this.devices = devices;
    }

    /** Whether a bridge whose listener serves other machines may start with it. */
    public boolean starts() {
        for (String network : policy.networks) {
            if (bits(network) < (isV4(network) ? 16 : 48) || !(isPrivate(network) || policy.confirmed)) {
                return false;
            }
        }
        for (Device device : devices) {
            if (bits(device.address) < (isV4(device.address) ? 24 : 64)
                    || !(isPrivate(device.address) || policy.confirmed)) {
                return false;
            }
        }
        if (policy.learn) {
            return !(policy.login.equals("none") && !policy.logins.isEmpty());
        }
        boolean lists = !policy.networks.isEmpty() || !devices.isEmpty();
        boolean logins = !policy.login.equals("none");
        boolean clear = policy.tls.equals("none");
        if (!lists && (clear || !logins || policy.plainLogin)) {
            return false;
        }
        if (logins == policy.logins.isEmpty()) {
            return false;
        }
        boolean passwordsInClear = logins && (clear || policy.tls.equals("starttls"));
        return policy.plainLogin ? passwordsInClear : !(logins && clear);
    }

    public boolean mayConnect(String address) {
        boolean listed = isListed(address);
        if (policy.learn) {
            return isLocal(address) || listed || (policy.networks.isEmpty() && isPrivate(address));
        }
        return isLocal(address)
                || listed
                || (policy.networks.isEmpty() && !policy.tls.equals("none") && !policy.login.equals("none"));
    }

    /** Whether the client's password is looked at. */
    public boolean mayTryLogin(Client client) {
        if (policy.login.equals("none") || !mayConnect(client.address)) {
            return false;
        }
        if (client.tls) {
            return true;
        }
        return switch (policy.tls) {
            case "none", "starttls" -> isLocal(client.address) || (policy.plainLogin && isListed(client.address));
            default -> false;
        };
    }

    private boolean isLoggedIn(Client client) {
        return !client.login.isEmpty()
                && mayTryLogin(client)
                && client.rightPassword
                && policy.logins.contains(client.login);
    }

    /** The account that sends; empty if none may. */
    public Optional<String> account(
            Client client, String sender, Map<String, String> byLogin, Map<String, String> bySender, String standard) {
        if (policy.learn && device(client.address).isEmpty()) {
            return Optional.empty();
        }
        boolean known = isLocal(client.address) || isListed(client.address);
        boolean tlsMissing = !client.tls && (!known || policy.tls.equals("required") || policy.tls.equals("implicit"));
        boolean loginMissing = !isLoggedIn(client) && (!known || policy.login.equals("required"));
        if (!mayConnect(client.address) || tlsMissing || loginMissing) {
            return Optional.empty();
        }
        Optional<Device> device = device(client.address);
        if (device.isPresent() && !device.get().senders.isEmpty()) {
            List<String> senders = device.get().senders;
            String domain = sender.substring(sender.indexOf('@') + 1);
            if (sender.isEmpty() || !(senders.contains("*") || senders.contains(sender) || senders.contains(domain))) {
                return Optional.empty();
            }
        }
        if (device.isPresent() && !device.get().account.isEmpty()) {
            return device.map(Device::account);
        }
        if (isLoggedIn(client) && byLogin.containsKey(client.login)) {
            return Optional.of(byLogin.get(client.login));
        }
        if (bySender.containsKey(sender)) {
            return Optional.of(bySender.get(sender));
        }
        return Optional.of(policy.account.isEmpty() ? standard : policy.account);
    }

    private boolean isListed(String address) {
        return device(address).isPresent() || policy.networks.stream().anyMatch(network -> contains(network, address));
    }

    private Optional<Device> device(String address) {
        Optional<Device> closest = Optional.empty();
        for (Device device : devices) {
            if (contains(device.address, address)
                    && (closest.isEmpty() || bits(device.address) > bits(closest.get().address))) {
                closest = Optional.of(device);
            }
        }
        return closest;
    }

    private static boolean isLocal(String address) {
        return contains("127.0.0.0/8", address) || contains("::1/128", address);
    }

    private static boolean isPrivate(String network) {
        String first = network.replaceFirst("/.*", "");
        return PRIVATE.stream().anyMatch(known -> bits(known) <= bits(network) && contains(known, first));
    }

    private static boolean contains(String network, String address) {
        if (isV4(network) != isV4(address)) {
            return false;
        }
        int rest = (isV4(network) ? 32 : 128) - bits(network);
        return number(network).shiftRight(rest).equals(number(address).shiftRight(rest));
    }

    private static int bits(String network) {
        int slash = network.indexOf('/');
        int all = network.contains(":") ? 128 : 32;
        int bits = slash < 0 ? all : Integer.parseInt(network.substring(slash + 1));
        return network.contains(":") && isV4(network) ? bits - 96 : bits;
    }

    /** An IPv4-mapped address is one of IPv4. */
    private static boolean isV4(String text) {
        return !text.contains(":") || text.startsWith("::ffff:");
    }

    private static BigInteger number(String text) {
        String address = text.replaceFirst("/.*", "").replaceFirst("^::ffff:", "");
        BigInteger number = BigInteger.ZERO;
        if (!address.contains(":")) {
            for (String octet : address.split("\\.", -1)) {
                number = number.shiftLeft(8).add(new BigInteger(octet));
            }
            return number;
        }
        String[] halves = address.split("::", -1);
        String[] front = halves[0].isEmpty() ? new String[0] : halves[0].split(":", -1);
        String[] back = halves.length < 2 || halves[1].isEmpty() ? new String[0] : halves[1].split(":", -1);
        for (int i = 0; i < 8; i++) {
            int fromEnd = i - (8 - back.length);
            String group = i < front.length ? front[i] : fromEnd >= 0 ? back[fromEnd] : "0";
            number = number.shiftLeft(16).add(new BigInteger(group, 16));
        }
        return number;
    }
}
