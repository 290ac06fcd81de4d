package io.github.ferrypost.dist;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** ferrypost(1), from the commands themselves. */
final class CommandManual {
    private CommandManual() {}

    static String of(CommandLine ferrypost, String version) {
        CommandSpec spec = ferrypost.getCommandSpec();
        Roff page = new Roff("ferrypost", 1, version, "send SMTP mail from legacy software through Microsoft 365")
                .section("SYNOPSIS")
                .paragraph("`ferrypost` COMMAND [OPTION...]")
                .section("DESCRIPTION")
                .paragraph(String.join(" ", spec.usageMessage().description()))
                .paragraph("`ferrypost run` accepts messages by SMTP and sends them with OAuth2. The package runs it as"
                        + " the service `ferrypost.service`. Run by root, the other commands except `setup` work as the"
                        + " user `ferrypost`, so that the service can read what they write.")
                .section("COMMANDS");
        ferrypost.getSubcommands().forEach((name, command) -> describe(page, "ferrypost " + name, command));
        page.section("EXIT STATUS");
        for (Map.Entry<String, String> code : spec.usageMessage().exitCodeList().entrySet()) {
            page.item(code.getKey().strip(), code.getValue());
        }
        return page.section("ENVIRONMENT")
                .item("FERRYPOST_CONFIG", "The settings file.")
                .item("FERRYPOST_JAVA_OPTS", "Further options for Java. They override those of the command itself.")
                .item("JAVA_HOME", "Used if it contains Java 17 or later.")
                .item("FERRYPOST_...", "Any setting: the key in capitals, with `_` for `.` and `-`.")
                .section("FILES")
                .item("/etc/ferrypost/ferrypost.properties", "The settings; see ferrypost.properties(5).")
                .item("/var/lib/ferrypost", "The queue, and what else must survive a restart.")
                .section("SEE ALSO")
                .paragraph("ferrypost.properties(5), systemctl(1), journalctl(1)")
                .toString();
    }

    private static void describe(Roff page, String name, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (!command.getSubcommands().isEmpty()) {
            command.getSubcommands().forEach((sub, inner) -> describe(page, name + " " + sub, inner));
            return;
        }
        StringBuilder heading = new StringBuilder(name);
        spec.positionalParameters().forEach(each -> heading.append(' ').append(each.paramLabel()));
        page.subsection(heading.toString());
        page.paragraph(text(spec.usageMessage().description()));
        for (PositionalParamSpec each : spec.positionalParameters()) {
            page.item(each.paramLabel(), text(each.description()));
        }
        for (OptionSpec each : spec.options()) {
            if (!each.hidden() && !isStandard(each)) {
                page.item(String.join(", ", List.of(each.names())) + label(each), text(each.description()));
            }
        }
        Map<String, String> statuses = spec.usageMessage().exitCodeList();
        if (!statuses.isEmpty()) {
            page.paragraph("Its exit status:");
            statuses.forEach((status, meaning) -> page.item(status.strip(), meaning));
        }
    }

    private static boolean isStandard(OptionSpec option) {
        return option.usageHelp() || option.versionHelp();
    }

    private static String label(ArgSpec option) {
        return option.arity().max() == 0 ? "" : " " + option.paramLabel();
    }

    private static String text(String... description) {
        return String.join(" ", description).replace("%n", " ").replace("%%", "%");
    }
}
