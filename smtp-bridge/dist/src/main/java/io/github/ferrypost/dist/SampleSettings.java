package io.github.ferrypost.dist;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.bridge.config.BridgeKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings file that a package installs: every key of the bridge as a comment, with its meaning and default. */
final class SampleSettings {
    static final String ACCOUNT = """
            ferrypost.tenant=11111111-2222-3333-4444-555555555555
            ferrypost.client=aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
            ferrypost.secret=${file:secret}
            ferrypost.mailbox=noreply@contoso.example
            """;

    private static final String HEAD = """
            # Settings of Ferrypost: ferrypost.properties(5). UTF-8; write each backslash twice.
            # "sudo ferrypost setup" serves a form for them, "ferrypost doctor" checks them.
            # A running service takes over a change within two seconds; "journalctl -u ferrypost" shows it.

            # The account. The secret is in a file beside this one, owned by root:ferrypost with mode 0640;
            # it can also stand here.
            """;

    private static final String WINDOWS_HEAD = """
            # Settings of Ferrypost. UTF-8; write paths with / or each backslash twice.
            # "ferrypost setup" as administrator serves a form for them, "ferrypost doctor" checks them.
            # A running service takes over a change within two seconds; its log shows it.

            # The account. The secret is in a file beside this one; it can also stand here.
            """;

    /** Only for the provider, in a Java program's own process. */
    private static final Set<String> NOT_THE_BRIDGES = Set.of(
            "ferrypost.enabled",
            "ferrypost.hosts",
            "ferrypost.account",
            "ferrypost.patience",
            "ferrypost.connect-logins");

    /** The folder of the settings is not writable for the service. */
    private static final Map<String, String> PACKAGED = Map.of(
            "ferrypost.bridge.spool", "/var/lib/ferrypost/spool",
            "ferrypost.token-file", "/var/lib/ferrypost/ferrypost.tokens");

    private SampleSettings() {}

    /** What the bridge reads, in the order of the tables. */
    static List<Key> keys() {
        return BridgeKeys.ALL.rows().stream()
                .filter(key -> !NOT_THE_BRIDGES.contains(key.name()))
                .toList();
    }

    /** For the service of the Debian package. */
    static String text() {
        return text(HEAD, PACKAGED);
    }

    /** For the Windows service: all its files are in the folder of the settings. */
    static String windows() {
        return text(WINDOWS_HEAD, Map.of());
    }

    private static String text(String head, Map<String, String> set) {
        StringBuilder text = new StringBuilder(head);
        ACCOUNT.lines().forEach(line -> text.append('#').append(line).append('\n'));
        List<String> shown = ACCOUNT.lines()
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        for (Key key : keys()) {
            if (!shown.contains(key.name())) {
                text.append('\n');
                wrapped(key.meaning().replace("`", ""))
                        .forEach(line -> text.append("# ").append(line).append('\n'));
                String packaged = set.get(key.name());
                text.append(packaged == null ? "#" : "")
                        .append(key.name())
                        .append('=')
                        .append(packaged == null ? key.standard() : packaged)
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> wrapped(String words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (line.length() + word.length() > 100) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().strip());
        return lines;
    }
}
