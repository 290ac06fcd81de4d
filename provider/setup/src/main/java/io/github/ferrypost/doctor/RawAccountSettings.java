package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Keys;
import io.github.ferrypost.account.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One account's settings as configured, valid or not. Immutable. */
final class RawAccountSettings {
    static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    static final Pattern DOMAIN = Pattern.compile("([A-Za-z0-9-]+\\.)+[A-Za-z0-9-]{2,}");
    /** Excludes characters that are special in PowerShell; Entra user names never contain them. */
    static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"`$(){}|&]+@[^\\s@<>,;\"'`$(){}|&]+");
    /** Narrower than the syntax of domains: a secret has capitals, and one in the wrong field must not be shown. */
    private static final Pattern SURELY_DOMAIN = Pattern.compile("([a-z0-9-]+\\.)+[a-z]{2,}");

    private static final Pattern NAMED = Pattern.compile("ferrypost\\.account\\.([A-Za-z0-9_-]+)\\..+");
    private static final String PREFIX = "ferrypost.";

    private final Settings settings;
    private final String name;

    RawAccountSettings(Settings settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    /** The accounts in the settings, valid or not; the unnamed one if there is no other. */
    static Set<String> names(Settings settings) {
        Set<String> names = new TreeSet<>();
        for (String key : settings.keys()) {
            Matcher named = NAMED.matcher(key);
            if (named.matches()) {
                names.add(named.group(1));
            }
        }
        if (names.isEmpty() || settings.get(PREFIX + "mailbox").isPresent()) {
            names.add("");
        }
        return names;
    }

    Optional<String> get(String suffix) {
        return settings.get(key(suffix));
    }

    /** The effective key, or if none is set, the one to set. */
    String key(String suffix) {
        String shared = PREFIX + suffix;
        String own = own(suffix);
        boolean inherits = settings.get(own).isEmpty()
                && settings.get(shared).isPresent()
                && Keys.PROVIDER
                        .find(shared)
                        .filter(key -> key.scope() == Key.Scope.SHARED)
                        .isPresent();
        return inherits ? shared : own;
    }

    /** The account's own key, set or not. */
    String own(String suffix) {
        return name.isEmpty() ? PREFIX + suffix : PREFIX + "account." + name + "." + suffix;
    }

    /** The configured cloud, even if the IDs are invalid; the global one by default. */
    Cloud cloud() {
        String wanted = get("cloud").orElse("");
        return Stream.of(Cloud.values())
                .filter(cloud -> cloud.key().equalsIgnoreCase(wanted))
                .findFirst()
                .orElse(Cloud.GLOBAL);
    }

    /** The mailbox for single quotes in PowerShell and its filters, with apostrophes doubled. */
    String literalMailbox() {
        return shown("mailbox").replace("'", "''");
    }

    /** The value if it is certainly not a secret; otherwise its length. */
    String shown(String suffix) {
        String value = get(suffix).orElse("");
        boolean harmless = value.isEmpty()
                || GUID.matcher(value).matches()
                || SURELY_DOMAIN.matcher(value).matches()
                || ADDRESS.matcher(value).matches();
        return harmless ? value : "*** (" + value.length() + ")";
    }
}
