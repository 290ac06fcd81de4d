package io.github.ferrypost.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A unit file of systemd, as far as a test without systemd can follow it: user, rights, folder and command. */
record Unit(String text) {
    static Unit of(Path file) throws IOException {
        return new Unit(Files.readString(file));
    }

    String value(String key) {
        Matcher line = Pattern.compile("(?m)^" + key + "=(.*)$").matcher(text);
        assertThat(line.find()).as(key).isTrue();
        return line.group(1);
    }

    /** What systemd would run, to be run inside the root. */
    String[] command() {
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + value("User"),
                "--regid=" + value("Group"),
                "--init-groups",
                "--no-new-privs",
                "--reset-env",
                "--bounding-set=-all," + capability(value("CapabilityBoundingSet")),
                "--inh-caps=-all," + capability(value("AmbientCapabilities")),
                "--ambient-caps=-all," + capability(value("AmbientCapabilities")),
                "sh",
                "-c",
                "umask " + value("UMask") + " && cd " + value("WorkingDirectory") + " && exec \"$@\"",
                "sh"));
        command.addAll(List.of(value("ExecStart").split(" ", -1)));
        return command.toArray(String[]::new);
    }

    private static String capability(String name) {
        return "+" + name.replace("CAP_", "").toLowerCase(java.util.Locale.ROOT);
    }
}
