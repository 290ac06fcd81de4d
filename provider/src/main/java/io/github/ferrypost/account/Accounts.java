package io.github.ferrypost.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The accounts of the settings, found by login or sender. Immutable. */
public final class Accounts {
    /** Microsoft's submission hosts, and older names that old software still uses. */
    private static final Set<String> MICROSOFT_HOSTS = Set.of(
            "smtp.office365.com",
            "smtp-legacy.office365.com",
            "outlook.office365.com",
            "smtp.office365.us",
            "outlook.office365.us",
            "outlook-dod.office365.us",
            "smtp-dod.office365.us",
            "smtp.partner.outlook.cn",
            "partner.outlook.cn",
            "smtp.outlook.office365.com");

    /** As long as people wait for a program; Microsoft's own clients retry for about as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern PROXY = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+]):\\d{1,5}");

    private final Map<String, Account> byName;
    private final Map<String, Account> byLogin;
    private final Map<String, Account> bySender;
    private final @Nullable Account fallback;
    private final boolean enabled;
    private final Set<String> hosts;

    private Accounts(
            Map<String, Account> byName,
            Map<String, Account> byLogin,
            Map<String, Account> bySender,
            @Nullable Account fallback,
            boolean enabled,
            Set<String> hosts) {
        this.byName = Collections.unmodifiableMap(byName);
        this.byLogin = byLogin;
        this.bySender = bySender;
        this.fallback = fallback;
        this.enabled = enabled;
        this.hosts = hosts;
    }

    /**
     * Reads and validates the accounts; ignores keys of the bridge.
     *
     * @throws SettingsException with one sentence for each error
     */
    public static Accounts from(Settings settings) throws SettingsException {
        List<String> problems = new ArrayList<>();
        for (String key : settings.keys()) {
            if (!Keys.isOfBridge(key) && Keys.PROVIDER.find(key).isEmpty()) {
                problems.add(Keys.PROVIDER.complaint(key));
            }
        }
        Map<String, Account> byName = new LinkedHashMap<>();
        for (String name : AccountReader.names(settings)) {
            Optional<Account> account = new AccountReader(settings, name, problems).read();
            if (account.isPresent()) {
                byName.put(name, account.get());
            }
        }
        Map<String, Account> byLogin = new HashMap<>();
        Map<String, Account> bySender = new HashMap<>();
        byName.replaceAll((name, account) -> withFallback(settings, account, byName, problems));
        for (Account account : byName.values()) {
            if (account.isOfEachSender()) {
                claim(bySender, Addresses.domain(Addresses.fold(account.mailbox())), account, "send as", problems);
            } else {
                claim(byLogin, Addresses.fold(account.mailbox()), account, "log in as", problems);
                claim(bySender, Addresses.fold(account.mailbox()), account, "send as", problems);
            }
            for (String login : account.logins()) {
                claim(byLogin, Addresses.fold(login), account, "log in as", problems);
            }
            for (String sender : account.senders()) {
                claim(bySender, Addresses.fold(sender), account, "send as", problems);
            }
        }
        @Nullable Account fallback = fallback(settings, byName, problems);
        Optional<String> chosen = settings.get("ferrypost.account");
        if (chosen.isPresent() && !byName.containsKey(chosen.get())) {
            problems.add("ferrypost.account is \"" + chosen.get() + "\", but there is no account with that name"
                    + names(byName) + ".");
        }
        boolean enabled = enabled(settings, problems);
        Optional<String> proxy = settings.get("ferrypost.proxy");
        if (proxy.isPresent() && !PROXY.matcher(proxy.get()).matches()) {
            problems.add("ferrypost.proxy is \"" + UserInfo.hiddenIn(proxy.get())
                    + "\": not of the form host:port, without user and password.");
        }
        patience(settings, problems);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new Accounts(byName, byLogin, bySender, fallback, enabled, hosts(settings));
    }

    /** Whether Ferrypost is enabled; reads no other setting. */
    public static boolean enabled(Settings settings) {
        return !settings.get("ferrypost.enabled").orElse("").equalsIgnoreCase("false");
    }

    /**
     * How an account signs in, even if its other settings are invalid; empty if undefined.
     *
     * @param name empty for the unnamed account
     */
    public static Optional<SignIn> signIn(Settings settings, String name) {
        return new CredentialReader(new AccountSettings(settings, name, new ArrayList<>())).how();
    }

    /** {@code ferrypost.patience}, or its default; only for settings that {@link #from} accepts. */
    public static Duration patience(Settings settings) {
        return patience(settings, new ArrayList<>());
    }

    private static Duration patience(Settings settings, List<String> problems) {
        Optional<String> text = settings.get("ferrypost.patience");
        if (text.isEmpty()) {
            return PATIENCE;
        }
        Optional<Duration> duration = DurationText.parse(text.get());
        if (duration.isEmpty()) {
            problems.add("ferrypost.patience is \"" + text.get() + "\": set a duration such as 0, 500ms, 20s or 5m.");
        }
        return duration.orElse(PATIENCE);
    }

    private static boolean enabled(Settings settings, List<String> problems) {
        String text = settings.get("ferrypost.enabled").orElse("true");
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            problems.add("ferrypost.enabled is \"" + text + "\": set true or false.");
        }
        return enabled(settings);
    }

    private static void claim(
            Map<String, Account> claimed, String who, Account account, String what, List<String> problems) {
        Account before = claimed.put(who, account);
        if (before != null && !before.equals(account)) {
            problems.add("Two accounts would " + what + " " + who + ": " + label(before) + " and " + label(account)
                    + ". Remove it from one of them.");
        }
    }

    private static @Nullable Account fallback(Settings settings, Map<String, Account> byName, List<String> problems) {
        Optional<String> named = settings.get("ferrypost.default");
        if (named.isPresent()) {
            Account account = byName.get(named.get());
            if (account == null) {
                problems.add("ferrypost.default is \"" + named.get() + "\", but there is no account with that name"
                        + names(byName) + ".");
            }
            return account;
        }
        return byName.size() == 1 ? byName.values().iterator().next() : byName.get("");
    }

    /** The account with the one that {@code ferrypost.fallback} names. */
    private static Account withFallback(
            Settings settings, Account account, Map<String, Account> byName, List<String> problems) {
        AccountSettings own = new AccountSettings(settings, account.name(), problems);
        Optional<String> named = own.own("fallback");
        if (named.isEmpty()) {
            return account;
        }
        Account other = byName.get(named.get().equals("default") && !byName.containsKey("default") ? "" : named.get());
        if (!account.isOfEachSender()) {
            own.problem("fallback", named.get(), "only for an account with mailbox = *: remove it");
        } else if (other == null || other.isOfEachSender()) {
            own.problem("fallback", named.get(), "not the name of an account with one mailbox" + names(byName));
        } else {
            return account.withSending(account.sending().withFallback(other));
        }
        return account;
    }

    private static Set<String> hosts(Settings settings) {
        return Set.copyOf(AccountReader.list(
                settings.get("ferrypost.hosts").orElse("microsoft").toLowerCase(Locale.ROOT)));
    }

    private static String label(Account account) {
        return account.name().isEmpty() ? "the unnamed one" : account.name();
    }

    private static String names(Map<String, Account> byName) {
        return byName.isEmpty() ? "" : " among " + byName.keySet();
    }

    public List<Account> all() {
        return List.copyOf(byName.values());
    }

    /** @param name empty for the unnamed account; also a name that {@link Account#forSender} made */
    public Optional<Account> named(String name) {
        int colon = name.indexOf(':');
        Optional<Account> account = Optional.ofNullable(byName.get(colon < 0 ? name : name.substring(0, colon)));
        return colon < 0
                ? account
                : account.filter(Account::isOfEachSender).map(one -> one.withMailbox(name.substring(colon + 1)));
    }

    /** By the user name a program logs in with: the mailbox's address or one of {@code ferrypost.logins}. */
    public Optional<Account> byLogin(String login) {
        return Optional.ofNullable(byLogin.get(Addresses.fold(login)));
    }

    /**
     * By the sender: the mailbox, then an address, a domain or {@code *} of {@code ferrypost.senders}. See
     * {@link Account#forSender} for an account that has a mailbox for each sender.
     */
    public Optional<Account> bySender(String address) {
        String folded = Addresses.fold(address);
        return Optional.ofNullable(bySender.get(folded))
                .or(() -> Optional.ofNullable(bySender.get(Addresses.domain(folded))))
                .or(() -> Optional.ofNullable(folded.isEmpty() ? null : bySender.get("*")));
    }

    /** The account that sends if neither login nor sender selects one. */
    public Optional<Account> fallback() {
        return Optional.ofNullable(fallback);
    }

    public boolean enabled() {
        return enabled;
    }

    /** Whether Ferrypost takes over messages that a Java program sends to this host. */
    public boolean servesHost(String host) {
        String folded = host.toLowerCase(Locale.ROOT);
        return hosts.contains("*") || hosts.contains(folded) || (hosts.contains("microsoft") && isMicrosoft(folded));
    }

    /** Whether the host is one of Microsoft's for SMTP submission. */
    public static boolean isMicrosoft(String host) {
        return MICROSOFT_HOSTS.contains(host.toLowerCase(Locale.ROOT));
    }
}
