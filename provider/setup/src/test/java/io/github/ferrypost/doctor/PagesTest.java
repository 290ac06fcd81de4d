package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.testing.DocsTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares what the pages show of the doctor with what the doctor says. To write it: {@code mvn -pl provider/setup -am test
 * -Dtest=PagesTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true}.
 */
class PagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String CLIENT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private static final String MAILBOX = "noreply@contoso.example";

    /** The lines for PowerShell on the set-up page are those that the doctor prints. */
    @ParameterizedTest
    @EnumSource
    void linesToPaste(Language language) throws IOException {
        String page = language == Language.EN ? "entra-setup.md" : "entra-setup.de.md";
        for (String key : List.of("rbac-graph", "rbac-smtp", "authorization", "smtp-switch", "full-access")) {
            String lines = Phrases.say(
                    language,
                    "lines." + key,
                    Map.of("client", CLIENT, "object", "OBJECT-ID", "literal", MAILBOX, "exchange", ""));
            holds(page, "lines." + key, fenced("powershell", lines));
        }
    }

    @Test
    void options() throws IOException {
        holds("doctor.md", "options", fenced("", Options.USAGE.replace(System.lineSeparator(), "\n")));
    }

    @Test
    void checks() throws IOException {
        StringBuilder table = new StringBuilder("""
                | check | | step | looks at | needed by | outranked by |
                |---|---|---|---|---|---|
                """);
        for (Check check : CheckTable.rows()) {
            List<String> cells = List.of(
                    "`" + check.id() + "`",
                    say("title." + check.id()),
                    check.steps().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    say("looked." + check.id()),
                    check.neededBy().stream()
                            .sorted()
                            .map(road -> "`" + road.key() + "`")
                            .collect(Collectors.joining(", ")),
                    check.settledBy().stream()
                            .map(proof -> proof.equals(check.id()) ? "test-mail" : proof)
                            .map(proof -> "`" + proof + "`")
                            .collect(Collectors.joining(", ")));
            table.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        holds("doctor.md", "checks", table.toString());
    }

    private static String say(String key) {
        return Phrases.say(Language.EN, key, Map.of());
    }

    @Test
    void bothReports() throws IOException {
        DoctorReport report = noSecret();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextReport text = new TextReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), Language.EN, false);
        text.start("");
        report.findings().forEach(text::tell);
        text.end(report);
        holds(
                "doctor.md",
                "text",
                fenced(
                        "",
                        bytes.toString(StandardCharsets.UTF_8).replace("\r", "").strip()));

        DoctorReport begin = new DoctorReport("", report.findings().subList(0, 3));
        holds("doctor.md", "json", fenced("json", indented(JsonReport.of(List.of(begin), Language.EN))));
    }

    /** No secret: found without asking anybody, so that the report is the same each time. */
    private static DoctorReport noSecret() {
        Settings settings = Settings.of(Map.of(
                "ferrypost.tenant",
                "11111111-2222-3333-4444-555555555555",
                "ferrypost.client",
                CLIENT,
                "ferrypost.mailbox",
                MAILBOX));
        try (Doctor doctor = Practice.doctor(Clock.systemUTC())) {
            return doctor.examine(DoctorRequest.of(settings, ""), finding -> {});
        }
    }

    /** As people would print it; good for JSON without brackets in its texts. */
    private static String indented(String json) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            quoted ^= c == '"' && json.charAt(i - 1) != '\\';
            boolean opens = !quoted && (c == '{' || (c == '[' && json.charAt(i + 1) == '{'));
            boolean closes = !quoted && (c == '}' || (c == ']' && json.charAt(i - 1) == '}'));
            depth += opens ? 1 : closes ? -1 : 0;
            out.append(closes ? newLine(depth) : "").append(c);
            boolean apart = !quoted && c == ',' && !Character.isDigit(json.charAt(i - 1));
            out.append(opens || apart ? newLine(depth) : !quoted && (c == ':' || c == ',') ? " " : "");
        }
        return out.toString();
    }

    private static String newLine(int depth) {
        return "\n" + "  ".repeat(depth);
    }

    private static String fenced(String language, String text) {
        return "```" + language + "\n" + text + "\n```\n";
    }

    private static void holds(String page, String name, String text) throws IOException {
        DocsTable.holds(DOCS.resolve(page), name, "doctor", text);
    }
}
