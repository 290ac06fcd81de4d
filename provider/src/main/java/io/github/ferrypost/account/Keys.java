package io.github.ferrypost.account;

import static io.github.ferrypost.account.Key.Scope.GLOBAL;
import static io.github.ferrypost.account.Key.Scope.IDENTITY;
import static io.github.ferrypost.account.Key.Scope.SHARED;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of all settings. Names follow Entra and the set-up handbook. Immutable. */
public final class Keys {
    static final String PREFIX = "ferrypost.";
    static final String BRIDGE_PREFIX = "ferrypost.bridge.";
    private static final String ALERT_PREFIX = "ferrypost.alert.";
    private static final Pattern NAMED = Pattern.compile("ferrypost\\.account\\.([A-Za-z0-9_-]+)\\.(.+)");
    /** The part of a row's name that stands for any name, as in {@code ferrypost.bridge.device.NAME.address}. */
    private static final String ANY_NAME = ".NAME.";

    private static final Pattern NAMED_ROW =
            Pattern.compile("(ferrypost\\.bridge\\.(?:listener|device))\\.([A-Za-z0-9_-]+)\\.(.+)");

    /** Settings of both the provider and the bridge. */
    public static final Keys PROVIDER = new Keys(List.of(
            Key.of(
                    "ferrypost.enabled",
                    GLOBAL,
                    "true",
                    "`false` leaves all messages to the mail library, as if Ferrypost were not installed."),
            Key.of(
                    "ferrypost.hosts",
                    GLOBAL,
                    "microsoft",
                    "The SMTP hosts that Ferrypost handles in a Java program: host names from the program's"
                            + " mail settings, `microsoft` for Microsoft's own submission hosts, `*` for any."),
            Key.of(
                    "ferrypost.account",
                    GLOBAL,
                    "",
                    "In the properties of a mail Session: the name of the account that sends for this Session."),
            Key.of(
                    "ferrypost.default",
                    GLOBAL,
                    "",
                    "The name of the account that sends if neither the login nor the sender selects one. If"
                            + " not set: the unnamed account, or the only one."),
            Key.of(
                    "ferrypost.proxy",
                    GLOBAL,
                    "",
                    "HTTP proxy for login and Graph, as `host:port`. If not set, Java's own proxy properties apply."),
            Key.of(
                    "ferrypost.patience",
                    GLOBAL,
                    "30s",
                    "In a Java program: how long Ferrypost retries a send or sign-in after a transient error"
                            + " before the program gets an exception; a shorter `mail.smtp.timeout` limits"
                            + " it. `0` means one attempt. Duration: `500ms`, `20s`, `5m`, `1h`."),
            Key.of(
                            "ferrypost.connect-logins",
                            GLOBAL,
                            "any",
                            "In a Java program: which logins `connect` accepts. `any`: any login, so that old"
                                    + " software keeps its old password; the user name only selects the"
                                    + " account. `known`: user names that belong to an account, with"
                                    + " any password. Or `name:password` pairs separated by"
                                    + " commas, or one per line in a file given as"
                                    + " `${file:PATH}`. For any other login,"
                                    + " `connect` throws an"
                                    + " `AuthenticationFailedException`.")
                    .secret(),
            Key.of("ferrypost.tenant", SHARED, "", "Directory (tenant) ID, or a domain of the tenant."),
            Key.of("ferrypost.client", SHARED, "", "Application (client) ID of the app registration."),
            Key.of("ferrypost.secret", SHARED, "", "The value of a client secret (not its ID).")
                    .secret(),
            Key.of(
                            "ferrypost.certificate",
                            SHARED,
                            "",
                            "Instead of a secret: a file with a certificate and its private key, PEM or PKCS#12.")
                    .secretFile(),
            Key.of("ferrypost.certificate-password", SHARED, "", "The password of that file, if it has one.")
                    .secret(),
            Key.of(
                    "ferrypost.secret-expires",
                    SHARED,
                    "",
                    "Expiry date of the client secret, as `YYYY-MM-DD`; Entra shows it beside the secret."
                            + " Ferrypost warns 30 days ahead."),
            Key.of(
                    "ferrypost.sign-in",
                    SHARED,
                    "",
                    "How to authenticate to Entra: `secret`, `certificate`, `federated`, `managed-identity`,"
                            + " `device-code`, `browser` or `password`. If not set, Ferrypost uses the"
                            + " credential that is set."),
            Key.of(
                    "ferrypost.user",
                    SHARED,
                    "",
                    "The user who signs in by device code, browser or password: the user principal name. If"
                            + " not set, the mailbox's address."),
            Key.of("ferrypost.password", SHARED, "", "That user's password, only for `sign-in = password`.")
                    .secret(),
            Key.of(
                    "ferrypost.managed-identity",
                    SHARED,
                    "",
                    "On a machine in Azure: `system`, or the client ID or resource ID of a user-assigned identity."),
            Key.of(
                    "ferrypost.federated-token-file",
                    SHARED,
                    "",
                    "A file with a token from another identity provider that Entra trusts for the app;"
                            + " Ferrypost reads it at each use. If not set: `AZURE_FEDERATED_TOKEN_FILE`."),
            Key.of(
                    "ferrypost.token-file",
                    SHARED,
                    "ferrypost.tokens",
                    "File in which `login` stores the sign-ins by device code and browser, encrypted; by"
                            + " default beside the settings file. Its folder must be writable."),
            Key.of(
                            "ferrypost.token-key",
                            SHARED,
                            "",
                            "The key that encrypts that file. If not set, Ferrypost stores a random key"
                                    + " beside it in a file that ends in `.key`.")
                    .secret(),
            Key.of(
                    "ferrypost.mailbox",
                    IDENTITY,
                    "",
                    "Address of the mailbox that sends. `*`, or `*@contoso.com` for one domain: each sender uses its own"
                            + " mailbox, which an app's sign-in only can do."),
            Key.of(
                    "ferrypost.fallback",
                    IDENTITY,
                    "",
                    "With `mailbox = *`: the name of the account that sends for the null sender, and for senders without"
                            + " a mailbox that the app may use; `default` for the unnamed one."),
            Key.of(
                    "ferrypost.senders",
                    IDENTITY,
                    "",
                    "Other senders of the account: addresses, domains, or `*`, separated by commas."),
            Key.of(
                    "ferrypost.logins",
                    IDENTITY,
                    "",
                    "User names with which old software logs in, in addition to the mailbox's address,"
                            + " separated by commas."),
            Key.of(
                    "ferrypost.from",
                    SHARED,
                    "keep",
                    "The sender that replaces the message's own, in From and in the envelope: `keep`; `mailbox`, the"
                            + " account's; an address; or rows `SENDER -> REPLACEMENT` separated by commas, such as"
                            + " `scanner@local -> scans@contoso.com, @local -> mailbox, * -> keep`. See"
                            + " [senders](senders.md)."),
            Key.of("ferrypost.from-name", SHARED, "keep", "The display name in From: `keep`, or a text."),
            Key.of(
                    "ferrypost.redirect",
                    SHARED,
                    "",
                    "For test systems: the address that gets all mail instead of its recipients, bounces included."),
            Key.of(
                    "ferrypost.drafts",
                    SHARED,
                    "auto",
                    "Whether Graph sends by a draft, which large messages and looking up a lost answer need. `auto`: if"
                            + " the token names Mail.ReadWrite, or names no permission and the mailbox accepts a draft (RBAC"
                            + " for Applications); `always`: tried for each message; `never`."),
            Key.of("ferrypost.roads", SHARED, "graph", "`graph`, `smtp`, or both in order of preference."),
            Key.of(
                    "ferrypost.envelope",
                    SHARED,
                    "smtp-road",
                    "For a message whose header lists recipients that are not in its envelope. Graph delivers"
                            + " to the header's recipients. `smtp-road` prefers the SMTP road if the account"
                            + " has it and otherwise edits the header; `edit-headers` always edits"
                            + " the header; `refuse` does not send such a message by Graph."),
            Key.of(
                    "ferrypost.in-doubt",
                    SHARED,
                    "send-again",
                    "For a message that may have been sent because Microsoft's answer was lost, if Microsoft"
                            + " cannot be asked: `send-again` with the same Message-ID, or `hold` in the"
                            + " bridge's queue."),
            Key.of(
                    "ferrypost.redirect-uris",
                    SHARED,
                    "",
                    "Only for the doctor: redirect URIs that should be registered for the app, separated by commas."),
            Key.of("ferrypost.cloud", SHARED, "global", "`global`, `usgov` (GCC High), `dod` or `china`."),
            Key.of(
                    "ferrypost.endpoint.login",
                    SHARED,
                    "",
                    "Login service instead of the cloud's, as `https://host:port`; plain `http` on loopback only."),
            Key.of("ferrypost.endpoint.graph", SHARED, "", "Microsoft Graph instead of the cloud's, in the same form."),
            Key.of(
                    "ferrypost.endpoint.identity",
                    SHARED,
                    "",
                    "The token service for managed identities, as `http://host:port` on this machine. If not"
                            + " set: `IDENTITY_ENDPOINT`, or Azure's own address."),
            Key.of(
                    "ferrypost.endpoint.smtp",
                    SHARED,
                    "",
                    "SMTP submission server instead of the cloud's, as `host:port`."),
            Key.of(
                    "ferrypost.endpoint.trust",
                    SHARED,
                    "",
                    "PEM file with additional certificate authorities to trust for these endpoints, besides"
                            + " Java's own.")));

    private final List<Key> rows;

    private Keys(List<Key> rows) {
        this.rows = List.copyOf(rows);
    }

    public static Keys of(List<Key> rows) {
        return new Keys(rows);
    }

    /** Whether only the bridge reads this setting, known or not; the provider ignores it. */
    public static boolean isOfBridge(String name) {
        return name.startsWith(BRIDGE_PREFIX) || name.startsWith(ALERT_PREFIX);
    }

    /** Both tables together, for example the bridge's and the provider's. */
    public Keys and(Keys more) {
        List<Key> all = new ArrayList<>(rows);
        all.addAll(more.rows);
        return new Keys(all);
    }

    public List<Key> rows() {
        return rows;
    }

    /**
     * The row for a name in the settings; {@code ferrypost.account.NAME.x} finds {@code ferrypost.x}, and any name finds
     * a row that has {@code NAME} there.
     */
    public Optional<Key> find(String name) {
        Matcher named = NAMED.matcher(name);
        if (named.matches()) {
            return find(PREFIX + named.group(2)).filter(key -> key.scope() != GLOBAL);
        }
        String row = NAMED_ROW.matcher(name).replaceFirst("$1.NAME.$3");
        return rows.stream().filter(key -> key.name().equals(row)).findFirst();
    }

    /** The account's name in {@code ferrypost.account.NAME.x}. */
    static Optional<String> accountIn(String name) {
        Matcher named = NAMED.matcher(name);
        return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** One sentence about an unknown name, with the nearest known one. */
    public String complaint(String unknown) {
        Matcher named = NAMED_ROW.matcher(unknown);
        String own = named.matches() ? "." + named.group(2) + "." : ANY_NAME;
        return rows.stream()
                .map(key -> key.name().replace(ANY_NAME, own))
                .min(Comparator.comparingInt(name -> distance(name, unknown)))
                .map(nearest -> unknown + " is not a setting of Ferrypost. Did you mean " + nearest + "?")
                .orElse(unknown + " is not a setting of Ferrypost.");
    }

    /** The setting that an environment variable sets. A name that matches no row is kept, so that it is reported. */
    String fromEnvironment(String variable) {
        for (Key key : rows) {
            if (key.environmentName().equals(variable)) {
                return key.name();
            }
        }
        for (Key key : rows) {
            String ending = "_" + environmentName(key.name()).substring("FERRYPOST_".length());
            if (key.scope() != GLOBAL
                    && variable.startsWith("FERRYPOST_ACCOUNT_")
                    && variable.endsWith(ending)
                    && variable.length() > "FERRYPOST_ACCOUNT".length() + ending.length()) {
                String account = variable.substring("FERRYPOST_ACCOUNT_".length(), variable.length() - ending.length());
                return "ferrypost.account." + account.toLowerCase(Locale.ROOT) + "."
                        + key.name().substring(PREFIX.length());
            }
        }
        return fromEnvironmentOfNamed(variable)
                .orElseGet(() -> variable.toLowerCase(Locale.ROOT).replace('_', '.'));
    }

    /** The row with the longest ending wins: {@code …_OLD_TLS} is not {@code tls} of a listener {@code …_old}. */
    private Optional<String> fromEnvironmentOfNamed(String variable) {
        return rows.stream()
                .map(Key::name)
                .filter(row -> row.contains(ANY_NAME))
                .filter(row -> {
                    String[] around = environmentName(row).split("_NAME_", 2);
                    return variable.startsWith(around[0] + "_")
                            && variable.endsWith("_" + around[1])
                            && variable.length() > around[0].length() + around[1].length() + 2;
                })
                .max(Comparator.comparingInt(String::length))
                .map(row -> {
                    String[] around = environmentName(row).split("_NAME_", 2);
                    String name =
                            variable.substring(around[0].length() + 1, variable.length() - around[1].length() - 1);
                    return row.replace(ANY_NAME, "." + name.toLowerCase(Locale.ROOT) + ".");
                });
    }

    static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
