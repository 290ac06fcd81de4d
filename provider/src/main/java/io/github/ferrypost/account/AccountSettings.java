package io.github.ferrypost.account;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of one account: its own override the shared defaults. Collects the errors in them. */
final class AccountSettings {
    static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Settings settings;
    private final String name;
    private final List<String> problems;

    /** @param name empty for the unnamed account */
    AccountSettings(Settings settings, String name, List<String> problems) {
        this.settings = settings;
        this.name = name;
        this.problems = problems;
    }

    String name() {
        return name;
    }

    Settings all() {
        return settings;
    }

    Optional<String> value(String suffix) {
        return settings.get(holder(suffix));
    }

    /** The value set for this account only. */
    Optional<String> own(String suffix) {
        return settings.get(key(suffix));
    }

    String required(String suffix, String what) {
        Optional<String> value = value(suffix);
        if (value.isEmpty()) {
            problems.add(key(suffix) + " is missing: set " + what + ".");
        }
        return value.orElse("");
    }

    /** The selected value; the first if it is unset or invalid. */
    <T> T choice(String suffix, T[] values, Function<T, String> key) {
        Optional<String> text = value(suffix);
        if (text.isEmpty()) {
            return values[0];
        }
        String wanted = text.get().toLowerCase(Locale.ROOT);
        for (T value : values) {
            if (key.apply(value).equals(wanted)) {
                return value;
            }
        }
        String known = List.of(values).stream().map(key).collect(Collectors.joining(", "));
        problem(suffix, wanted, "not a valid value: set one of " + known);
        return values[0];
    }

    /** The path of an existing file. */
    Optional<Path> file(String suffix) {
        String value = value(suffix).orElse("");
        try {
            Optional<Path> path = settings.path(holder(suffix));
            if (path.isEmpty() || Files.isReadable(path.get())) {
                return path;
            }
            // a value that is not a path on this system may be a misplaced secret
            String looked = value.indexOf('/') >= 0 || value.indexOf('.') >= 0
                    ? " (looked for at " + path.get().toAbsolutePath().normalize() + ")"
                    : "";
            problem(suffix, value, "not a readable file" + looked + ": correct the path or its permissions");
        } catch (InvalidPathException e) {
            problem(suffix, value, "not a file path");
        }
        return Optional.empty();
    }

    /** The path of a file that may not exist yet; beside the settings file by default. */
    Path place(String suffix) {
        String standard =
                Keys.PROVIDER.find(Keys.PREFIX + suffix).map(Key::standard).orElse("");
        try {
            return settings.path(holder(suffix)).orElseGet(() -> settings.beside(standard));
        } catch (InvalidPathException e) {
            problem(suffix, value(suffix).orElse(""), "not a file path");
            return Path.of(standard);
        }
    }

    /** The effective key: the account's own, or the unnamed one if that is a shared default. */
    String holder(String suffix) {
        String own = key(suffix);
        if (settings.get(own).isPresent()) {
            return own;
        }
        String shared = Keys.PREFIX + suffix;
        Optional<Key> key = Keys.PROVIDER.find(shared);
        return key.isPresent() && key.get().scope() == Key.Scope.SHARED ? shared : own;
    }

    String key(String suffix) {
        return name.isEmpty() ? Keys.PREFIX + suffix : Keys.PREFIX + "account." + name + "." + suffix;
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    void problem(String suffix, String value, String what) {
        problems.add(key(suffix) + " is " + shown(value) + ": " + what + ".");
    }

    /** Hides a value that may be a misplaced secret: long, and without white space or slashes. */
    private static String shown(String value) {
        boolean maySecret = value.length() >= 24
                && value.indexOf('/') < 0
                && value.indexOf(' ') < 0
                && !GUID.matcher(value).matches();
        return maySecret ? "a value of " + value.length() + " characters" : "\"" + value + "\"";
    }
}
