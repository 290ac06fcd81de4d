package io.github.ferrypost.bridge.config;

import static io.github.ferrypost.account.Key.Scope.GLOBAL;

import io.github.ferrypost.account.Key;
import java.util.List;

/** The table of settings of named listeners and devices; {@code NAME} stands for any name. */
final class ListenerKeys {
    static final String LISTENER = "ferrypost.bridge.listener.";
    static final String DEVICE = "ferrypost.bridge.device.";

    static final Key ADDRESS = listener(
            "address",
            "",
            "Where this listener's clients connect: `address:port`, several separated by commas, as in"
                    + " `ferrypost.bridge.listen`. Each listener has its own policy; `ferrypost.bridge.listen` defines"
                    + " the one that is called `default`.");
    static final Key TLS = listener(
            "tls",
            "starttls",
            "`starttls`: offered, and demanded of clients off loopback that are in no listed network. `required`:"
                    + " demanded of every client. `implicit`: TLS from the start, as on port 465. `none`: no TLS.");
    static final Key LOGIN = listener(
            "login",
            "required",
            "`required`: every client has to log in. `optional`: offered, and demanded of clients off loopback that are"
                    + " in no listed network. `none`: no login.");
    static final Key LISTENER_LOGINS = listener(
            "logins",
            "",
            "The user names of `ferrypost.bridge.logins` that may log in here, separated by commas. They may log in at"
                    + " no listener that does not name them, so a printer's login changes nothing for the programs at"
                    + " the listener `default`.");
    static final Key NETWORKS = listener(
            "networks",
            "",
            "The networks whose clients may connect, such as `192.168.10.0/24, fd00:10::/64`; loopback always may."
                    + " Without it every client may connect, and off loopback it needs TLS and a login. At most a /16"
                    + " (IPv6: /48) each.");
    static final Key PUBLIC = listener(
            "public",
            "false",
            "`true` confirms that `networks`, or a device's address, is outside the private and link-local ranges"
                    + " (RFC 1918, 4193, 3927).");
    static final Key LISTENER_ACCOUNT = listener(
            "account",
            "",
            "The name of the account that sends for this listener's clients where neither login nor sender tells;"
                    + " `default` for the unnamed one.");
    static final Key LISTENER_FROM = listener(
            "from",
            "",
            "The sender that replaces that of this listener's clients, as `ferrypost.from`; it goes before the account's"
                    + " rule.");
    static final Key LISTENER_FROM_NAME =
            listener("from-name", "", "The display name in From, as `ferrypost.from-name`.");
    static final Key PLAIN_LOGIN = listener(
            "plain-login",
            "false",
            "`true` accepts passwords in clear text from the listed networks. Anyone on the path can read them.");
    static final Key OLD_TLS = listener(
                    "old-tls",
                    "false",
                    "`true` accepts TLS 1.0 and 1.1 here, for devices that know nothing newer. RFC 8996 forbids both.")
            .restart();
    static final Key LEARN = listener(
            "learn",
            "false",
            "`true` records what unknown clients try (address, EHLO name, login, sender, TLS) and answers their mail with"
                    + " 450: `ferrypost devices` shows it. Only devices send at such a listener; `networks`, or else the"
                    + " private ranges, decide who may connect.");
    static final Key MAX_CONNECTIONS = listener(
            "max-connections",
            "",
            "Clients connected to this listener at the same time, within `ferrypost.bridge.max-connections`.");
    static final Key MAX_MESSAGE_SIZE = listener(
            "max-message-size",
            "",
            "The largest message at this listener, within `ferrypost.bridge.max-size`; in bytes or with `K`, `M`, `G`.");
    static final Key LISTENER_RATE =
            listener("rate", "", "Messages a minute from one client address; further ones get 450.");

    static final Key DEVICE_ADDRESS = device(
            "address",
            "",
            "The address of a device, or a network of at most 256 addresses (IPv6: a /64). The device appears by its name"
                    + " in the log and the metrics, and counts as listed at the named listeners.");
    static final Key DEVICE_LISTENER =
            device("listener", "", "The only listener at which it counts as listed. Without it every named one.");
    static final Key DEVICE_ACCOUNT = device(
            "account",
            "",
            "The name of the account that sends all mail of the device; `default` for the unnamed one. Without it login,"
                    + " sender and listener choose.");
    static final Key SENDERS = device(
            "senders", "", "The senders it may use: addresses, domains, or `*`, separated by commas. Without it any.");
    static final Key DEVICE_FROM = device(
            "from",
            "",
            "The sender that replaces the device's, as `ferrypost.from`, such as `scans@contoso.com`; it goes before the"
                    + " rules of the listener and the account.");
    static final Key DEVICE_FROM_NAME = device("from-name", "", "The display name in From, as `ferrypost.from-name`.");
    static final Key DEVICE_RATE = device("rate", "", "Messages a minute from the device; further ones get 450.");

    static final List<Key> ROWS = List.of(
            ADDRESS,
            TLS,
            LOGIN,
            LISTENER_LOGINS,
            NETWORKS,
            PUBLIC,
            LISTENER_ACCOUNT,
            LISTENER_FROM,
            LISTENER_FROM_NAME,
            PLAIN_LOGIN,
            OLD_TLS,
            LEARN,
            MAX_CONNECTIONS,
            MAX_MESSAGE_SIZE,
            LISTENER_RATE,
            DEVICE_ADDRESS,
            DEVICE_LISTENER,
            DEVICE_ACCOUNT,
            SENDERS,
            DEVICE_FROM,
            DEVICE_FROM_NAME,
            DEVICE_RATE);

    private ListenerKeys() {}

    private static Key listener(String part, String standard, String meaning) {
        return Key.of(LISTENER + "NAME." + part, GLOBAL, standard, meaning);
    }

    private static Key device(String part, String standard, String meaning) {
        return Key.of(DEVICE + "NAME." + part, GLOBAL, standard, meaning);
    }
}
