package io.github.ferrypost.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The command line's options. Immutable. */
final class Options {
    static final String USAGE = String.join(
            System.lineSeparator(),
            "Usage: ferrypost doctor [options]",
            "  --account NAME            check only this account",
            "  --redirect-uri URI        check this redirect URI, with and without a trailing slash (repeatable)",
            "  --send-test ADDRESS       finally send a real message to this address",
            "  --admin                   let an administrator sign in with a code, to read the directory",
            "  --admin-client ID         use this public client for it instead of Microsoft's own",
            "  --admin-token-file FILE   read an administrator's Graph token from this file; - for standard input",
            "  --exchange-output FILE    read the output of Exchange Online PowerShell from this file; - for"
                    + " standard input",
            "  --exchange-lines          only print the lines to run there",
            "  --bundle FILE             also write a zip file for support, without secrets (only with the bridge)",
            "  --json                    print one JSON object",
            "  --lang en|de              the language of the output; default: this machine's",
            "  --help                    show this help and exit",
            "The doctor reads the same settings as for sending: ferrypost.properties, environment and system"
                    + " properties.",
            "Exit status:",
            "  0  every check that sending needs has passed",
            "  1  a fault",
            "  2  wrong options or unreadable settings",
            "  3  no fault, but sending is not proven: a check that it needs got no answer",
            "  4  sending works, with a warning");

    private static final List<String> WITH_VALUE = List.of(
            "--account",
            "--redirect-uri",
            "--send-test",
            "--admin-token-file",
            "--admin-client",
            "--exchange-output",
            "--bundle",
            "--lang");
    private static final List<String> WITHOUT_VALUE = List.of("--json", "--help", "--admin", "--exchange-lines");

    private final Map<String, List<String>> values;

    private Options(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * @param args {@code --name value} and {@code --name=value}
     * @throws IllegalArgumentException with a one-sentence message for the user
     */
    static Options parse(String... args) {
        Map<String, List<String>> values = new TreeMap<>();
        for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            String value = "";
            if (WITH_VALUE.contains(name)) {
                if (equals < 0 && !rest.hasNext()) {
                    throw new IllegalArgumentException(name + " needs a value.");
                }
                value = equals < 0 ? rest.next() : arg.substring(equals + 1);
            } else if (!WITHOUT_VALUE.contains(arg)) {
                throw new IllegalArgumentException("Unknown option: " + arg + ".");
            }
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        Options options = new Options(values);
        options.value("--lang").ifPresent(tag -> {
            if (Arrays.stream(Language.values())
                    .noneMatch(language -> language.tag().equals(tag))) {
                throw new IllegalArgumentException("--lang must be en or de, not " + tag + ".");
            }
        });
        if (options.admin() && options.adminTokenFile().isPresent()) {
            throw new IllegalArgumentException("--admin and --admin-token-file cannot be used together.");
        }
        if (options.adminTokenFile().equals(options.exchangeOutput())
                && options.exchangeOutput().equals(Optional.of("-"))) {
            throw new IllegalArgumentException("Only one option can read standard input.");
        }
        return options;
    }

    boolean help() {
        return values.containsKey("--help");
    }

    boolean exchangeLines() {
        return values.containsKey("--exchange-lines");
    }

    boolean json() {
        return values.containsKey("--json");
    }

    Language language() {
        return value("--lang")
                .map(tag -> Language.of(Locale.forLanguageTag(tag)))
                .orElseGet(() -> Language.of(Locale.getDefault()));
    }

    Optional<String> account() {
        return value("--account");
    }

    List<String> redirectUris() {
        return values.getOrDefault("--redirect-uri", List.of());
    }

    Optional<String> testAddress() {
        return value("--send-test");
    }

    Optional<String> adminTokenFile() {
        return value("--admin-token-file");
    }

    boolean admin() {
        return values.containsKey("--admin") || adminClient().isPresent();
    }

    Optional<String> adminClient() {
        return value("--admin-client");
    }

    Optional<Path> bundle() {
        return value("--bundle").map(Path::of);
    }

    Optional<String> exchangeOutput() {
        return value("--exchange-output");
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(list -> list.get(list.size() - 1));
    }
}
