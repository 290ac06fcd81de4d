package io.github.ferrypost.bridge.reload;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.config.CheckedSettings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is different between the settings in use and new ones. Immutable.
 *
 * @param files with other content than before
 * @param asked whether a person asked for it: then accounts that fail are tried again, changed or not
 */
public record SettingsChange(CheckedSettings before, CheckedSettings after, Set<Path> files, boolean asked) {
    public SettingsChange {
        files = Set.copyOf(files);
    }

    /** The names of the settings with another value; a setting that is not set counts as empty. */
    public Set<String> keys() {
        return keys(before.settings(), after.settings());
    }

    static Set<String> keys(Settings before, Settings after) {
        Set<String> changed = new TreeSet<>(before.keys());
        changed.addAll(after.keys());
        changed.removeIf(key -> before.get(key).equals(after.get(key)));
        return changed;
    }

    /** Accounts that are new, or the same name with another sign-in, mailbox or road. */
    public List<Account> renewed() {
        return after.accounts().all().stream()
                .filter(account -> before.accounts()
                        .named(account.name())
                        .filter(old -> signsInAs(old, account)
                                && old.mailbox().equals(account.mailbox())
                                && old.roads().equals(account.roads()))
                        .isEmpty())
                .toList();
    }

    /** Accounts to try at once: those that are new or renewed, and those that fail if a person asked for it. */
    public Set<Account> again(Predicate<Account> fails) {
        Set<Account> again = new LinkedHashSet<>(renewed());
        if (asked) {
            after.accounts().all().stream().filter(fails).forEach(again::add);
        }
        return again;
    }

    /** Accounts as they were, whose credential no account has any more. */
    public List<Account> gone() {
        List<Account> now = after.accounts().all();
        return before.accounts().all().stream()
                .filter(old -> now.stream().noneMatch(account -> signsInAs(old, account)))
                .toList();
    }

    /** Whether a file of trusted authorities has other content, which connections learn only when they are opened. */
    public boolean changesTrust() {
        return Stream.concat(before.accounts().all().stream(), after.accounts().all().stream())
                .flatMap(account -> account.endpoints().trust().stream())
                .anyMatch(files::contains);
    }

    private static boolean signsInAs(Account one, Account other) {
        return one.tenant().equals(other.tenant())
                && one.client().equals(other.client())
                && one.credential().equals(other.credential())
                && one.endpoints().equals(other.endpoints());
    }
}
