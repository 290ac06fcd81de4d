package io.github.ferrypost.bridge.reload;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeKeys;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.pem.KeyFile;
import io.github.ferrypost.pem.KeyFileException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings as they were read, with the content of the files that they come from. Immutable.
 *
 * @param settings empty if they cannot be read
 * @param problems why not
 * @param named files that settings only name, such as certificates
 * @param wanted the files to watch
 * @param files the content of those that were known before, from which the settings were read
 */
record SettingsReading(
        Optional<Settings> settings, List<String> problems, Set<Path> named, Set<Path> wanted, FileSnapshot files) {
    /** How often the files may change while they are read. */
    private static final int MOST_ROUNDS = 3;

    /** Besides those of {@link Key#namesSecretFile}. */
    private static final String TRUST = "ferrypost.endpoint.trust";

    /**
     * Reads settings and files until both belong together.
     *
     * @param known the files of the settings in use
     */
    static SettingsReading of(SettingsInput input, Set<Path> known) {
        SettingsReading reading = once(input, known);
        for (int round = 1; round < MOST_ROUNDS && !reading.isCurrent(); round++) {
            reading = once(input, reading.wanted);
        }
        return reading;
    }

    private boolean isCurrent() {
        return FileSnapshot.of(wanted).equals(files);
    }

    /** If the settings cannot be read, the files of those in use stay of interest. */
    private static SettingsReading once(SettingsInput input, Set<Path> watched) {
        FileSnapshot before = FileSnapshot.of(watched);
        Set<Path> found = new TreeSet<>();
        try {
            Settings read = input.read(found);
            Set<Path> named = named(read);
            found.addAll(named);
            return new SettingsReading(Optional.of(read), List.of(), named, found, before);
        } catch (SettingsException e) {
            found.addAll(watched);
            return new SettingsReading(Optional.empty(), e.problems(), Set.of(), found, before);
        }
    }

    /** Certificates and authorities, which a setting names instead of including their content. */
    private static Set<Path> named(Settings settings) {
        Set<Path> files = new TreeSet<>();
        for (String name : settings.keys()) {
            boolean isFile = BridgeKeys.ALL
                    .find(name)
                    .filter(key -> key.namesSecretFile() || key.name().equals(TRUST))
                    .isPresent();
            if (isFile) {
                try {
                    settings.path(name).ifPresent(files::add);
                } catch (InvalidPathException e) {
                    // the check of the settings reports it
                }
            }
        }
        return files;
    }

    /** The names of the settings that are new, and the files that settings name, in comparison to those in use. */
    List<String> news(CheckedSettings active, CheckedSettings next, FileSnapshot used) {
        List<String> news = new ArrayList<>(SettingsChange.keys(active.settings(), next.settings()));
        used.differences(files).stream()
                .filter(named::contains)
                .map(Path::toString)
                .forEach(news::add);
        return news;
    }

    /** The settings whose value the bridge reads only at its start, among those that changed. */
    static Set<String> forRestart(Settings before, Settings after) {
        Set<String> keys = SettingsChange.keys(before, after);
        keys.removeIf(key -> BridgeKeys.ALL.find(key).filter(Key::needsRestart).isEmpty());
        return keys;
    }

    /**
     * The settings to use now: values that need a restart stay as they are.
     *
     * @throws SettingsException if the new settings, or what can be used of them now, are invalid
     */
    CheckedSettings usable(CheckedSettings active) throws SettingsException {
        if (settings.isEmpty()) {
            throw new SettingsException(problems);
        }
        CheckedSettings whole = CheckedSettings.of(settings.get());
        checkCertificates(active, whole);
        Set<String> kept = forRestart(active.settings(), settings.get());
        return kept.isEmpty() ? whole : CheckedSettings.of(settings.get().keeping(active.settings(), kept));
    }

    /** An account's certificate is read only when it signs in; a broken one must not replace one that works. */
    private static void checkCertificates(CheckedSettings active, CheckedSettings next) throws SettingsException {
        List<String> problems = new ArrayList<>();
        for (Account account : next.accounts().all()) {
            boolean isNew = active.accounts().all().stream()
                    .noneMatch(old -> old.credential().equals(account.credential()));
            if (isNew && account.credential() instanceof Credential.Certificate certificate) {
                try {
                    KeyFile.read(certificate.file(), certificate.password(), "ferrypost.certificate");
                } catch (KeyFileException e) {
                    problems.add(account.mailbox() + ": " + e.getMessage() + ". " + e.remedy());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}
