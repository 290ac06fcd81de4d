package io.github.ferrypost.bridge.config;

import static io.github.ferrypost.account.Key.Scope.GLOBAL;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Keys;
import java.util.List;
import java.util.stream.Stream;

/** The table of the bridge's settings; {@link #ALL} adds the provider's. */
public final class BridgeKeys {
    static final Key LISTEN = Key.of(
            "ferrypost.bridge.listen",
            GLOBAL,
            "127.0.0.1:2525",
            "Addresses that accept SMTP clients: `address:port`, separated by commas; `[::1]:2525` for IPv6,"
                    + " `*:2525` for every interface. Other machines must use TLS and a login from"
                    + " `ferrypost.bridge.logins`.");
    static final Key NAME = Key.of(
            "ferrypost.bridge.name",
            GLOBAL,
            "localhost",
            "The host name in the bridge's greeting, its Received line and its self-signed certificate.");
    static final Key ACCEPT = Key.of(
                    "ferrypost.bridge.accept",
                    GLOBAL,
                    "first-try",
                    "When a client gets 250. `first-try`: the bridge attempts delivery at once, stores a message that"
                            + " it cannot deliver now, and refuses one that Microsoft refuses permanently. `direct`:"
                            + " the bridge stores nothing and answers 4xx if it cannot deliver now. `queue`:"
                            + " the bridge stores every message first.")
            .restart();
    static final Key LOGINS = Key.of(
                    "ferrypost.bridge.logins",
                    GLOBAL,
                    "",
                    "Who may log in: `name:password` pairs separated by commas, or one per line in a file"
                            + " given as `${file:PATH}`. The password may be hashed: `ferrypost"
                            + " hash-password` prints `{PBKDF2-SHA256}…`; the bridge also reads"
                            + " `{SSHA512}…` from other servers. If not set, the bridge"
                            + " accepts any login on loopback, because old software"
                            + " keeps its old password; the user name then"
                            + " only selects the account.")
            .secret();
    static final Key LOGIN_REQUIRED = Key.of(
            "ferrypost.bridge.login-required",
            GLOBAL,
            "false",
            "`true` requires a login on loopback too. Other machines always need one.");
    static final Key CERTIFICATE = Key.of(
                    "ferrypost.bridge.certificate",
                    GLOBAL,
                    "",
                    "File with the certificate chain and the private key for STARTTLS: PEM or PKCS#12, with an RSA,"
                            + " EC or EdDSA key. If not set, the bridge creates a self-signed certificate.")
            .secretFile();
    static final Key CERTIFICATE_PASSWORD = Key.of(
                    "ferrypost.bridge.certificate-password",
                    GLOBAL,
                    "",
                    "The password of that PKCS#12 file, or of its encrypted PEM key.")
            .secret();
    static final Key STARTTLS = Key.of(
            "ferrypost.bridge.starttls",
            GLOBAL,
            "auto",
            "Whether the bridge offers STARTTLS. `auto`: always to other machines; on loopback only with"
                    + " `ferrypost.bridge.certificate`, because many programs use STARTTLS when it is offered"
                    + " and then reject an unknown certificate. `on`: to every client. `off`: to"
                    + " none; allowed only if the bridge listens on loopback only.");
    public static final Key SPOOL = Key.of(
                    "ferrypost.bridge.spool",
                    GLOBAL,
                    "ferrypost-spool",
                    "Folder for the queue, the self-signed certificate and large incoming messages. It must be on a"
                            + " local disk. The bridge creates it if it does not exist, readable by its owner only."
                            + " By default, as with any relative path, it is beside the settings file.")
            .restart();
    static final Key PATIENCE = Key.of(
            "ferrypost.bridge.patience",
            GLOBAL,
            "20s",
            "How long a client waits after DATA for the first attempt before the bridge stores the message."
                    + " `direct` stores nothing and waits for the result. Duration: `500ms`, `20s`, `5m`,"
                    + " `2h`, `2d`.");
    static final Key GIVE_UP_AFTER = Key.of(
            "ferrypost.bridge.give-up-after",
            GLOBAL,
            "2d",
            "How long the bridge retries a stored message before it sends a bounce to the sender. Duration.");
    static final Key PACE = Key.of(
            "ferrypost.bridge.pace",
            GLOBAL,
            "30",
            "Messages per minute for each mailbox whose first road is SMTP; the default is Exchange's limit,"
                    + " `off` is no limit. The bridge stores messages above it and sends them later; `direct`"
                    + " answers 4xx.");
    static final Key MAX_SIZE = Key.of(
            "ferrypost.bridge.max-size",
            GLOBAL,
            "150M",
            "The largest message, in bytes or with `K`, `M`, `G` (powers of 1024). The bridge announces it as"
                    + " SIZE, or less if no account's road can carry that much.");
    static final Key MAX_HEADER = Key.of(
            "ferrypost.bridge.max-header",
            GLOBAL,
            "256K",
            "The largest message header, in bytes or with `K`, `M`. The default is that of an Exchange"
                    + " receive connector (MaxHeaderSize).");
    static final Key MAX_RECIPIENTS = Key.of(
            "ferrypost.bridge.max-recipients",
            GLOBAL,
            "1000",
            "Recipients of one message. Exchange Online allows up to 1000 unless the administrator has set a"
                    + " lower limit.");
    static final Key MAX_CONNECTIONS = Key.of(
            "ferrypost.bridge.max-connections",
            GLOBAL,
            "200",
            "Concurrent client connections; further clients get 421 and may retry.");
    static final Key MAX_CONNECTIONS_PER_ADDRESS = Key.of(
            "ferrypost.bridge.max-connections-per-address",
            GLOBAL,
            "50",
            "Of those, the connections from one remote machine: an IPv4 address, or an IPv6 /64 network."
                    + " Programs on this machine share one address and have no such limit.");
    static final Key RESERVED_CONNECTIONS = Key.of(
            "ferrypost.bridge.reserved-connections",
            GLOBAL,
            "20",
            "Of those, the connections reserved for programs on this machine; at most half.");
    static final Key MEMORY = Key.of(
                    "ferrypost.bridge.memory",
                    GLOBAL,
                    "25%",
                    "Memory for the incoming messages of all clients: a percentage of Java's heap, or bytes with `K`,"
                            + " `M`, `G`. A message that does not fit goes to a temporary file.")
            .restart();
    static final Key IDLE = Key.of(
            "ferrypost.bridge.idle",
            GLOBAL,
            "5m",
            "How long a client may wait before its next command, or pause in the middle of a message. Duration.");
    static final Key LOGIN_TIMEOUT = Key.of(
            "ferrypost.bridge.login-timeout",
            GLOBAL,
            "60s",
            "How long a client from another machine may take from connect to login. Duration.");
    static final Key LOGIN_DELAY = Key.of(
            "ferrypost.bridge.login-delay",
            GLOBAL,
            "1s",
            "How long the bridge delays the first refusal of a login; it doubles the delay for each further"
                    + " one from the same address, up to 15 seconds. Duration.");
    static final Key MAX_REFUSALS = Key.of(
            "ferrypost.bridge.max-refusals",
            GLOBAL,
            "20",
            "How many commands of one connection the bridge refuses before it closes the connection; refused"
                    + " recipients do not count, and an accepted message resets the count.");
    static final Key DATA_TIMEOUT = Key.of(
            "ferrypost.bridge.data-timeout",
            GLOBAL,
            "30m",
            "How long a client may take to send one message, even if data keeps arriving. Duration.");
    static final Key STOP_TIMEOUT = Key.of(
            "ferrypost.bridge.stop-timeout",
            GLOBAL,
            "30s",
            "How long running attempts may continue when the bridge shuts down. Duration.");
    static final Key RECEIVED = Key.of(
            "ferrypost.bridge.received",
            GLOBAL,
            "true",
            "`true` adds a Received line to each message, as RFC 5321 requires of a relay; it contains the"
                    + " client's address and host name. `false` omits it.");

    static final Key WEB = Key.of(
                    "ferrypost.bridge.web",
                    GLOBAL,
                    "127.0.0.1:8525",
                    "Address of the local page, `/health` and `/metrics`: `address:port` on loopback, or `off`. If"
                            + " the port is in use, the bridge runs without them and logs that.")
            .restart();

    private static final List<Key> ROWS = List.of(
            LISTEN,
            NAME,
            ACCEPT,
            LOGINS,
            LOGIN_REQUIRED,
            CERTIFICATE,
            CERTIFICATE_PASSWORD,
            STARTTLS,
            SPOOL,
            PATIENCE,
            GIVE_UP_AFTER,
            PACE,
            MAX_SIZE,
            MAX_HEADER,
            MAX_RECIPIENTS,
            MAX_CONNECTIONS,
            MAX_CONNECTIONS_PER_ADDRESS,
            RESERVED_CONNECTIONS,
            MAX_REFUSALS,
            MEMORY,
            IDLE,
            LOGIN_TIMEOUT,
            LOGIN_DELAY,
            DATA_TIMEOUT,
            STOP_TIMEOUT,
            RECEIVED,
            WEB);

    private static final Keys OWN = Keys.of(
                    Stream.concat(ROWS.stream(), ListenerKeys.ROWS.stream()).toList())
            .and(HistoryConfig.KEYS)
            .and(LogConfig.KEYS)
            .and(AlertConfig.KEYS);

    /** The provider's settings and the bridge's. */
    public static final Keys ALL = Keys.PROVIDER.and(OWN);

    private BridgeKeys() {}

    /** The bridge's settings alone. */
    public static Keys own() {
        return OWN;
    }
}
