package io.github.ferrypost.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Translates what other packages say in English only: problems of settings, and why there is no token. The table is
 * {@code texts_de.txt}. Stateless.
 */
public final class GermanText {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final List<Row> ROWS = load();

    private GermanText() {}

    /** Both languages; the German one is English too if there is no translation. */
    public static ReportText of(String english) {
        return ReportText.literal(english, german(english));
    }

    /** All of them, one after the other. */
    static ReportText of(List<String> english) {
        return ReportText.literal(
                String.join(" ", english),
                english.stream().map(GermanText::german).collect(Collectors.joining(" ")));
    }

    static String german(String english) {
        for (Row row : ROWS) {
            Matcher said = row.english.matcher(english);
            if (said.matches()) {
                return PLACE.matcher(row.german)
                        .replaceAll(place ->
                                Matcher.quoteReplacement(german(said.group(Integer.parseInt(place.group(1))))));
            }
        }
        return english;
    }

    private static List<Row> load() {
        List<Row> rows = new ArrayList<>();
        try (InputStream stream = GermanText.class.getResourceAsStream("texts_de.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] languages = line.split(" => ", 2);
                    rows.add(new Row(languages[0], languages[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read texts_de.txt", e);
        }
        return List.copyOf(rows);
    }

    /** A row of the table. */
    private static final class Row {
        private final Pattern english;
        private final String german;

        private Row(String english, String german) {
            String quoted = PLACE.matcher(english).replaceAll("\\\\E(.+?)\\\\Q");
            this.english = Pattern.compile("\\Q" + quoted + "\\E", Pattern.DOTALL);
            this.german = german;
        }
    }
}
