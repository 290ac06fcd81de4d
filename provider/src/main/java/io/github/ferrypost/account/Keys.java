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
                    "`false` leaves all mail to the mail library, as if Ferrypost were not there."),
            Key.of(
                    "ferrypost.hosts",
                    GLOBAL,
                    "microsoft",
                    "Whose mail is taken over in a Java program: host names from the program's mail settings,"
                            + " `microsoft` for Microsoft's own submission hosts, `*` for any."),
            Key.of(
                    "ferrypost.account",
                    GLOBAL,
                    "",
                    "In the properties of one mail Session: the name of the account that sends for it."),
            Key.of(
                    "ferrypost.default",
                    GLOBAL,
                    "",
                    "The name of the account that sends where neither login nor sender tells. Without it the unnamed"
                            + " account, or the only one."),
            Key.of(
                    "ferrypost.proxy",
                    GLOBAL,
                    "",
                    "HTTP proxy for login and Graph, as `host:port`. Without it Java's own proxy properties hold."),
            Key.of(
                    "ferrypost.patience",
                    GLOBAL,
                    "30s",
                    "In a Java program: how long a send or a sign-in that failed for a passing reason is tried again, before"
                            + " the program gets an exception; less where `mail.smtp.timeout` is less. `0` for one attempt."
                            + " Duration: `500ms`, `20s`, `5m`, `1h`."),
            Key.of(
                            "ferrypost.connect-logins",
                            GLOBAL,
                            "any",
                            "In a Java program: which logins `connect` accepts. `any`: old software keeps its old password,"
                                    + " and the user name only chooses the account. `known`: user names that belong to an"
                                    + " account, with any password. Or `name:password` pairs separated by commas, or one a"
                                    + " line in a file given as `${file:PATH}`. What is refused gets an"
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
                            "In place of a secret: a file with certificate and private key, PEM or PKCS#12.")
                    .secretFile(),
            Key.of("ferrypost.certificate-password", SHARED, "", "The password of that file, where it has one.")
                    .secret(),
            Key.of(
                    "ferrypost.secret-expires",
                    SHARED,
                    "",
                    "The day on which the secret ends, as `YYYY-MM-DD`, so that it can be warned of; Entra shows it"
                            + " beside the secret."),
            Key.of(
                    "ferrypost.sign-in",
                    SHARED,
                    "",
                    "How Entra is convinced: `secret`, `certificate`, `federated`, `managed-identity`, `device-code`,"
                            + " `browser` or `password`. Without it the credential that is set decides."),
            Key.of(
                    "ferrypost.user",
                    SHARED,
                    "",
                    "Who signs in by device code, browser or password: the user principal name. Without it the"
                            + " mailbox's address."),
            Key.of("ferrypost.password", SHARED, "", "That user's password, for `sign-in = password` alone.")
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
                    "A file with a token of another identity provider, which Entra trusts for the app; read anew at"
                            + " each use. Without it `AZURE_FEDERATED_TOKEN_FILE`."),
            Key.of(
                    "ferrypost.token-file",
                    SHARED,
                    "ferrypost.tokens",
                    "Where `login` keeps the sign-ins by device code and browser, encrypted; beside the settings file"
                            + " unless told. Its folder must be writable."),
            Key.of(
                            "ferrypost.token-key",
                            SHARED,
                            "",
                            "What that file is encrypted with. Without it a random key in a file beside it, which ends"
                                    + " in `.key`.")
                    .secret(),
            Key.of("ferrypost.mailbox", IDENTITY, "", "Address of the mailbox that sends."),
            Key.of(
                    "ferrypost.senders",
                    IDENTITY,
                    "",
                    "Other senders of the account: addresses, domains, or `*`, separated by commas."),
            Key.of(
                    "ferrypost.logins",
                    IDENTITY,
                    "",
                    "User names by which old software logs in, beside the mailbox's address, separated by commas."),
            Key.of("ferrypost.roads", SHARED, "graph", "`graph`, `smtp`, or both in order of preference."),
            Key.of(
                    "ferrypost.envelope",
                    SHARED,
                    "smtp-road",
                    "For a message whose header names others than its envelope. Graph delivers by the header:"
                            + " `smtp-road` prefers the SMTP road where the account has it, and edits the header where"
                            + " not; `edit-headers` always edits; `refuse` sends no such message by Graph."),
            Key.of(
                    "ferrypost.in-doubt",
                    SHARED,
                    "send-again",
                    "For a message whose answer from Microsoft was lost, where it cannot be asked whether it left:"
                            + " `send-again` with the same Message-ID, or `hold` it in the bridge's queue."),
            Key.of(
                    "ferrypost.redirect-uris",
                    SHARED,
                    "",
                    "For the doctor alone: redirect URIs that should be registered for the app, separated by commas."),
            Key.of("ferrypost.cloud", SHARED, "global", "`global`, `usgov` (GCC High), `dod` or `china`."),
            Key.of(
                    "ferrypost.endpoint.login",
                    SHARED,
                    "",
                    "Login service in place of the cloud's, as `https://host:port`; plain `http` on loopback only."),
            Key.of(
                    "ferrypost.endpoint.graph",
                    SHARED,
                    "",
                    "Microsoft Graph in place of the cloud's, in the same form."),
            Key.of(
                    "ferrypost.endpoint.identity",
                    SHARED,
                    "",
                    "The service that gives managed identities their tokens, as `http://host:port` on this machine;"
                            + " without it `IDENTITY_ENDPOINT`, or Azure's own address."),
            Key.of("ferrypost.endpoint.smtp", SHARED, "", "SMTP submission in place of the cloud's, as `host:port`."),
            Key.of(
                    "ferrypost.endpoint.trust",
                    SHARED,
                    "",
                    "PEM file of further certificate authorities to trust at these endpoints, beside Java's own.")));

    private final List<Key> rows;

    private Keys(List<Key> rows) {
        this.rows = List.copyOf(rows);
    }

    public static Keys of(List<Key> rows) {
        return new Keys(rows);
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
                .map(nearest -> unknown + " is no setting of Ferrypost. Did you mean " + nearest + "?")
                .orElse(unknown + " is no setting of Ferrypost.");
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
