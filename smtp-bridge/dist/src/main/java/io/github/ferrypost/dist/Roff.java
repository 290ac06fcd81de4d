package io.github.ferrypost.dist;

import java.util.regex.Pattern;

/** A manual page in the making, in the macros of man(7). Not thread-safe. */
final class Roff {
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private final StringBuilder text = new StringBuilder();

    Roff(String name, int section, String version, String title) {
        line(".TH " + name.toUpperCase(java.util.Locale.ROOT) + " " + section + " \"\" \"Ferrypost " + version + "\"");
        section("NAME");
        paragraph(name + " - " + title);
    }

    Roff section(String heading) {
        return line(".SH " + heading);
    }

    Roff subsection(String heading) {
        return line(".SS " + escaped(heading));
    }

    /** @param words may contain code in backticks, which becomes bold */
    Roff paragraph(String words) {
        line(".PP");
        return line(marked(words));
    }

    /** A term, in bold, and what it means. */
    Roff item(String term, String meaning) {
        line(".TP");
        line("\\fB" + escaped(term) + "\\fR");
        return line(marked(meaning));
    }

    /** Lines that keep their breaks. */
    Roff literal(String lines) {
        line(".PP").line(".nf").line(".RS");
        lines.strip().lines().forEach(each -> line(protectedStart(escaped(each))));
        return line(".RE").line(".fi");
    }

    private Roff line(String line) {
        text.append(line).append('\n');
        return this;
    }

    private static String marked(String words) {
        return protectedStart(CODE.matcher(escaped(words)).replaceAll("\\\\fB$1\\\\fR"));
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
    }

    /** A line that starts with a dot or an apostrophe would be a request. */
    private static String protectedStart(String line) {
        return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
