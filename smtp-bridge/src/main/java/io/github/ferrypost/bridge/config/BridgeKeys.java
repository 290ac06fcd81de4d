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
            "Where SMTP clients connect: `address:port`, several separated by commas; `[::1]:2525` for IPv6, `*:2525`"
                    + " for every interface. Off loopback, TLS and `ferrypost.bridge.logins` are demanded.");
    static final Key NAME = Key.of(
            "ferrypost.bridge.name",
            GLOBAL,
            "localhost",
            "The host name that the bridge greets with, and that stands in the Received line and the self-made"
                    + " certificate.");
    static final Key ACCEPT = Key.of(
            "ferrypost.bridge.accept",
            GLOBAL,
            "first-try",
            "When a client hears 250. `first-try`: Microsoft is asked at once, and what cannot be delivered now is"
                    + " stored; what is refused for good the client hears at once. `direct`: nothing is stored, and what"
                    + " cannot be delivered now is answered with 4xx. `queue`: everything is stored first.");
    static final Key LOGINS = Key.of(
                    "ferrypost.bridge.logins",
                    GLOBAL,
                    "",
                    "Who may log in: `name:password` pairs separated by commas, or one a line in a file given as"
                            + " `${file:PATH}`. The password may be hashed: `ferrypost hash-password` makes"
                            + " `{PBKDF2-SHA256}…`, and `{SSHA512}…` of other servers is understood. Without it any login is accepted on loopback, since old software keeps"
                            + " its old password, and the user name only chooses the account.")
            .secret();
    static final Key LOGIN_REQUIRED = Key.of(
            "ferrypost.bridge.login-required",
            GLOBAL,
            "false",
            "`true` demands a login on loopback too. Off loopback it is always demanded.");
    static final Key CERTIFICATE = Key.of(
                    "ferrypost.bridge.certificate",
                    GLOBAL,
                    "",
                    "File with the certificate chain and the private key for STARTTLS: PEM (unencrypted PKCS#8 key) or"
                            + " PKCS#12. Without it the bridge makes a certificate of its own.")
            .secretFile();
    static final Key CERTIFICATE_PASSWORD = Key.of(
                    "ferrypost.bridge.certificate-password",
                    GLOBAL,
                    "",
                    "The password of that file, where it is PKCS#12 and has one.")
            .secret();
    static final Key STARTTLS = Key.of(
            "ferrypost.bridge.starttls",
            GLOBAL,
            "auto",
            "Whether STARTTLS is offered. `auto`: to other machines always, on loopback only with"
                    + " `ferrypost.bridge.certificate`, because many programs use it when it is offered and then refuse a"
                    + " certificate that they do not know. `on`: to every client. `off`: to none, which only a bridge on"
                    + " loopback may say.");
    public static final Key SPOOL = Key.of(
            "ferrypost.bridge.spool",
            GLOBAL,
            "ferrypost-spool",
            "Folder for what must outlive a restart: the queue, the self-made certificate, large mails while they come"
                    + " in. By default, as with any relative path, beside the settings file. It is made where it is"
                    + " missing, readable by its owner only. A local disk.");
    static final Key PATIENCE = Key.of(
            "ferrypost.bridge.patience",
            GLOBAL,
            "20s",
            "How long a client waits after DATA for the first try, before the mail is stored instead. `direct` stores"
                    + " nothing, and waits for the end. Duration: `500ms`, `20s`, `5m`, `2h`, `2d`.");
    static final Key GIVE_UP_AFTER = Key.of(
            "ferrypost.bridge.give-up-after",
            GLOBAL,
            "2d",
            "How long a stored mail is tried, before its sender gets a report instead. Duration.");
    static final Key PACE = Key.of(
            "ferrypost.bridge.pace",
            GLOBAL,
            "30",
            "Messages a minute for each mailbox whose first road is SMTP, Exchange's own limit; `off` for none. What is"
                    + " above it is stored and sent later, or answered with 4xx by `direct`.");
    static final Key MAX_SIZE = Key.of(
            "ferrypost.bridge.max-size",
            GLOBAL,
            "150M",
            "The largest message, in bytes or with `K`, `M`, `G` (powers of 1024). Told to clients as SIZE, or less where"
                    + " no account's road carries as much.");
    static final Key MAX_HEADER = Key.of(
            "ferrypost.bridge.max-header",
            GLOBAL,
            "256K",
            "All header fields of one message together, in bytes or with `K`, `M`. The default is that of an Exchange"
                    + " server's receive connector (MaxHeaderSize).");
    static final Key MAX_RECIPIENTS = Key.of(
            "ferrypost.bridge.max-recipients",
            GLOBAL,
            "1000",
            "Recipients of one message. Exchange Online itself allows up to 1000, where the administrator has not set"
                    + " less.");
    static final Key MAX_CONNECTIONS = Key.of(
            "ferrypost.bridge.max-connections",
            GLOBAL,
            "200",
            "Clients connected at the same time; further ones get 421 and may come again.");
    static final Key MAX_CONNECTIONS_PER_ADDRESS = Key.of(
            "ferrypost.bridge.max-connections-per-address",
            GLOBAL,
            "50",
            "Of those, from one other machine: an IPv4 address, or an IPv6 network of 64 bits. Programs on this machine"
                    + " share one address and have no such limit.");
    static final Key RESERVED_CONNECTIONS = Key.of(
            "ferrypost.bridge.reserved-connections",
            GLOBAL,
            "20",
            "Of those, kept free for programs on this machine; at most half of them.");
    static final Key MEMORY = Key.of(
            "ferrypost.bridge.memory",
            GLOBAL,
            "25%",
            "Memory for mail that comes in, all clients together: a percentage of Java's heap, or bytes with `K`, `M`,"
                    + " `G`. Mail that does not fit goes to a temporary file.");
    static final Key IDLE = Key.of(
            "ferrypost.bridge.idle",
            GLOBAL,
            "5m",
            "How long a client may take for its next command, or be silent in the middle of a message. Duration.");
    static final Key LOGIN_TIMEOUT = Key.of(
            "ferrypost.bridge.login-timeout",
            GLOBAL,
            "60s",
            "How long a client from another machine may take from connecting to its login. Duration.");
    static final Key LOGIN_DELAY = Key.of(
            "ferrypost.bridge.login-delay",
            GLOBAL,
            "1s",
            "How long the first refusal of a login is held back; doubled for each further one of the same address, up to"
                    + " 15 seconds. Duration.");
    static final Key MAX_REFUSALS = Key.of(
            "ferrypost.bridge.max-refusals",
            GLOBAL,
            "20",
            "Commands of one connection that may be refused before it is closed; refused recipients do not count, and an"
                    + " accepted mail begins the count again.");
    static final Key DATA_TIMEOUT = Key.of(
            "ferrypost.bridge.data-timeout",
            GLOBAL,
            "30m",
            "How long a client may take for one whole message, however steadily it goes on. Duration.");
    static final Key STOP_TIMEOUT = Key.of(
            "ferrypost.bridge.stop-timeout",
            GLOBAL,
            "30s",
            "How long mails that are under way may still take when the bridge is stopped. Duration.");
    static final Key RECEIVED = Key.of(
            "ferrypost.bridge.received",
            GLOBAL,
            "true",
            "`true` puts a Received line before each message, as RFC 5321 demands of a relay; it names the client's"
                    + " address and host name. `false` leaves it out.");

    static final Key WEB = Key.of(
            "ferrypost.bridge.web",
            GLOBAL,
            "127.0.0.1:8525",
            "Where the local page, `/health` and `/metrics` are served: `address:port` of loopback, or `off`. Where"
                    + " the port is taken the bridge runs without them, and says so in its log.");

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

    private static final Keys OWN =
            Keys.of(Stream.concat(ROWS.stream(), ListenerKeys.ROWS.stream()).toList());

    /** The provider's settings and the bridge's. */
    public static final Keys ALL = Keys.PROVIDER.and(OWN);

    private BridgeKeys() {}

    /** The bridge's settings alone. */
    public static Keys own() {
        return OWN;
    }
}
