package io.github.ferrypost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Keys;
import io.github.ferrypost.entra.AadstsTable;
import io.github.ferrypost.graph.GraphErrorTable;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.road.RoutingRule;
import io.github.ferrypost.smtp.SmtpReplies;
import io.github.ferrypost.testing.DocsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the tables in docs with the tables in the code. To write them: {@code mvn -pl provider -am test -Dtest=DocsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true}.
 */
class DocsTest {
    private static final Path DOCS = Path.of("docs");

    @Test
    void settings() throws IOException {
        StringBuilder table = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
        Keys.PROVIDER
                .rows()
                .forEach(key -> table.append("| `")
                        .append(key.name())
                        .append("` | ")
                        .append(key.standard().isEmpty() ? "" : "`" + key.standard() + "`")
                        .append(" | ")
                        .append(key.meaning())
                        .append(" |\n"));
        holds("settings.md", "keys", table.toString());
    }

    @Test
    void errors() throws IOException {
        StringBuilder entra = new StringBuilder("| AADSTS | meaning | verdict | what to do |\n|---|---|---|---|\n");
        AadstsTable.rows()
                .forEach(row -> entra.append(line(
                        row.codes().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        row.meaning(),
                        verdict(row.kind().verdict(), row.kind().blame()),
                        row.remedy())));
        holds("errors.md", "entra", entra.toString());

        StringBuilder graph =
                new StringBuilder("| HTTP | code | meaning | verdict | what to do |\n|---|---|---|---|---|\n");
        GraphErrorTable.rows()
                .forEach(row -> graph.append(line(
                        row.http() == 0 ? "any" : String.valueOf(row.http()),
                        row.code() + row.condition(Locale.ENGLISH),
                        row.meaning(Locale.ENGLISH),
                        verdict(row.verdict(), row.blame()),
                        row.remedy(Locale.ENGLISH))));
        holds("errors.md", "graph", graph.toString());

        StringBuilder smtp = new StringBuilder("| reply | meaning | verdict | what to do |\n|---|---|---|---|\n");
        SmtpReplies.rows()
                .forEach(row -> smtp.append(line(
                        "`" + row.pattern() + "`" + (row.isOfUser() ? " (a user's sign-in)" : ""),
                        row.meaning(),
                        verdict(row.verdict(), row.blame()),
                        row.remedy())));
        assertThat(smtp).doesNotContain("\\.");
        holds("errors.md", "smtp", smtp.toString());
    }

    @Test
    void roads() throws IOException {
        StringBuilder table = new StringBuilder("| a message that | Graph with Mail.Send |"
                + " Graph with Mail.Send and Mail.ReadWrite | SMTP | goes by SMTP, because |\n|---|---|---|---|---|\n");
        RoutingRule.rows()
                .forEach(row -> table.append(
                        line(row.message(), row.graph(), row.graphWithDrafts(), row.smtp(), row.reason())));
        holds("roads.md", "needs", table.toString());
    }

    @Test
    void errorsInGerman() throws IOException {
        StringBuilder entra =
                new StringBuilder("| AADSTS | Bedeutung | Urteil | was zu tun ist |\n|---|---|---|---|\n");
        AadstsTable.rows()
                .forEach(row -> entra.append(line(
                        row.codes().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        row.meaningGerman(),
                        verdict(row.kind().verdict(), row.kind().blame()),
                        row.remedyGerman())));
        holds("errors.de.md", "entra", entra.toString());

        StringBuilder graph =
                new StringBuilder("| HTTP | Code | Bedeutung | Urteil | was zu tun ist |\n|---|---|---|---|---|\n");
        GraphErrorTable.rows()
                .forEach(row -> graph.append(line(
                        row.http() == 0 ? "jeder" : String.valueOf(row.http()),
                        row.code() + row.condition(Locale.GERMAN),
                        row.meaning(Locale.GERMAN),
                        verdict(row.verdict(), row.blame()),
                        row.remedy(Locale.GERMAN))));
        holds("errors.de.md", "graph", graph.toString());

        StringBuilder smtp =
                new StringBuilder("| Antwort | Bedeutung | Urteil | was zu tun ist |\n|---|---|---|---|\n");
        SmtpReplies.rows()
                .forEach(row -> smtp.append(line(
                        "`" + row.pattern() + "`" + (row.isOfUser() ? " (Anmeldung eines Benutzers)" : ""),
                        row.meaningGerman(),
                        verdict(row.verdict(), row.blame()),
                        row.remedyGerman())));
        holds("errors.de.md", "smtp", smtp.toString());
    }

    private static String verdict(Verdict verdict, FailureScope blame) {
        return verdict + ", " + blame.name().toLowerCase(Locale.ROOT);
    }

    private static String line(String... cells) {
        return Stream.of(cells).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static void holds(String page, String name, String text) throws IOException {
        DocsTable.holds(DOCS.resolve(page), name, "code", text);
    }
}
