package io.github.ferrypost.doctor;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Prints findings for people as they arrive. Not thread-safe. */
public final class TextReport {
    private static final String PLAIN = "\u001B[0m";
    /** ECMA-48 section 8.3.117: green, yellow, bright yellow, bright red, cyan, dim. */
    private static final Map<Health, String> COLOURS = new EnumMap<>(Map.of(
            Health.OK, "\u001B[32m",
            Health.NOTE, "\u001B[32m",
            Health.WARNING, "\u001B[33m",
            Health.NOT_PROVEN, "\u001B[1;33m",
            Health.FAULT, "\u001B[1;31m",
            Health.NOT_CHECKABLE, "\u001B[36m",
            Health.SKIPPED, "\u001B[2m"));

    private static final String INDENT = "    ";

    private final PrintStream out;
    private final Language language;
    private final boolean coloured;

    public TextReport(PrintStream out, Language language, boolean coloured) {
        this.out = Objects.requireNonNull(out);
        this.language = Objects.requireNonNull(language);
        this.coloured = coloured;
    }

    /** @param account the account's name in the settings; empty for the unnamed one */
    public void start(String account) {
        out.println(word("account") + ": " + (account.isEmpty() ? word("unnamed") : account));
        out.println();
    }

    /** A finding without problems takes one line; others are printed in full. */
    public void tell(Finding finding) {
        Health health = finding.health();
        String label = "[" + word(health.key()) + "]";
        out.println((coloured ? COLOURS.get(health) + label + PLAIN : label) + " " + said(finding.title()) + ": "
                + said(finding.seen()));
        boolean well = health == Health.OK || health == Health.NOTE;
        if (!well && health.compareTo(Health.FAULT) <= 0) {
            out.println(INDENT + word("looked") + ": " + said(finding.lookedAt()) + steps(finding.steps()));
        }
        if (!finding.remedies().isEmpty() && !well) {
            out.println(INDENT + word("do") + ":");
            finding.remedies().forEach(this::remedy);
        }
    }

    public void end(DoctorReport report) {
        Map<String, String> values = Map.of(
                "faults", count(report, Health.FAULT),
                "warnings", count(report, Health.WARNING),
                "checks",
                        report.findings().stream()
                                .filter(Finding::isUnproven)
                                .map(finding -> said(finding.title()))
                                .collect(Collectors.joining("; ")));
        out.println();
        out.println(Phrases.say(language, "word.end-" + report.worst().key(), values));
        out.println();
    }

    /** Commands to paste are indented, without a bullet that would be pasted with them. */
    private void remedy(ReportText remedy) {
        if (remedy.key().startsWith("lines.")) {
            for (String line : said(remedy).split("\n", -1)) {
                out.println(INDENT + INDENT + line);
            }
        } else {
            out.println(INDENT + "- " + said(remedy));
        }
    }

    private String steps(List<Integer> steps) {
        if (steps.isEmpty()) {
            return "";
        }
        String numbers = steps.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return " (" + word(steps.size() == 1 ? "step" : "steps") + " " + numbers + ")";
    }

    private static String count(DoctorReport report, Health health) {
        return Long.toString(report.findings().stream()
                .filter(finding -> finding.health() == health)
                .count());
    }

    private String said(ReportText text) {
        return text.in(language);
    }

    private String word(String key) {
        return Phrases.say(language, "word." + key, Map.of());
    }
}
