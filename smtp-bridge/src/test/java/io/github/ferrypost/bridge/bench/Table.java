package io.github.ferrypost.bridge.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows that are printed as Markdown as they come, and kept as Markdown and CSV in files. */
final class Table {
    private final Path folder;
    private final String name;
    private final PrintStream out;
    private final List<List<String>> rows = new ArrayList<>();

    Table(Path folder, String name, PrintStream out, String... head) throws IOException {
        this.folder = folder;
        this.name = name;
        this.out = out;
        row(head);
        out.println("|" + "---|".repeat(head.length));
    }

    void row(String... cells) throws IOException {
        rows.add(List.of(cells));
        out.println(markdown(List.of(cells)));
        write();
    }

    private static String markdown(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private void write() throws IOException {
        List<String> markdown =
                new ArrayList<>(rows.stream().map(Table::markdown).toList());
        markdown.add(1, "|" + "---|".repeat(rows.get(0).size()));
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".md"), markdown, StandardCharsets.UTF_8);
        Files.write(
                folder.resolve(name + ".csv"),
                rows.stream().map(cells -> String.join(";", cells)).toList(),
                StandardCharsets.UTF_8);
    }

    static String number(double value) {
        String form = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
