package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.doctor.Doctor;
import io.github.ferrypost.doctor.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the form shows of the file, and which changes come of it. */
class SettingsViewTest {
    private static final String REFERENCE = "${env:MAIL_ROADS}";

    @TempDir
    private Path folder;

    private final SettingsStore store = new SettingsStore() {
        @Override
        public Settings read(Map<String, String> instead) {
            return Settings.of(Map.of("ferrypost.mailbox", "noreply@contoso.example", "ferrypost.roads", "smtp"));
        }

        @Override
        public Optional<String> above(Settings settings, String key) {
            return Optional.empty();
        }

        @Override
        public Path place() {
            return folder.resolve("ferrypost.properties");
        }
    };

    private SettingsView view(String roads) throws IOException {
        Files.writeString(store.place(), "ferrypost.roads=" + roads + "\n");
        return new SettingsView(
                new SettingsService(store, Optional.empty(), Doctor::standard, Clock.systemUTC()),
                PageMessages.of(Language.EN));
    }

    /** What a browser sends back where nobody touches the field. */
    private static String untouched(SettingsView view) {
        Map<?, ?> field = (Map<?, ?>) view.model("", name -> null).get("field-roads");
        return ((List<?>) field.get("choices"))
                .stream()
                        .map(choice -> (Map<?, ?>) choice)
                        .filter(choice -> (Boolean) choice.get("chosen"))
                        .map(choice -> choice.get("value").toString())
                        .findFirst()
                        .orElse("graph");
    }

    private static Map<String, String> changes(SettingsView view, String roads) {
        return view.draft("", Map.of("roads", roads)::get).changes();
    }

    @Test
    void aReferenceInPlaceOfAChoiceIsKeptUntilAnotherIsChosen() throws IOException {
        SettingsView view = view(REFERENCE);
        assertThat(untouched(view)).isEqualTo(REFERENCE);
        assertThat(changes(view, untouched(view))).isEmpty();
        assertThat(changes(view, "graph")).containsExactly(Map.entry("ferrypost.roads", "graph"));
        assertThat(view.model("", Map.of("roads", "graph")::get).toString())
                .as("there to go back to after a test")
                .contains("as in the file " + REFERENCE);
    }

    @Test
    void aChoiceInOtherLettersIsNoChange() throws IOException {
        for (String same : List.of("Graph, SMTP", "graph ,                      smtp")) {
            SettingsView view = view(same);
            assertThat(untouched(view)).isEqualTo("graph,smtp");
            assertThat(changes(view, untouched(view))).isEmpty();
        }
    }

    @Test
    void whatMayBeASecretInTheWrongPlaceIsKeptAndNotShown() throws IOException {
        SettingsView view = view("abc8Q~0123456789012345678901234");
        assertThat(view.model("", name -> null).toString()).doesNotContain("8Q~");
        assertThat(changes(view, untouched(view))).isEmpty();
        assertThat(changes(view, "smtp")).containsExactly(Map.entry("ferrypost.roads", "smtp"));
    }

    @Test
    void withoutAWordInTheFileTheStandardIsNoChange() throws IOException {
        SettingsView view = view("");
        assertThat(untouched(view)).isEqualTo("graph");
        assertThat(changes(view, untouched(view))).isEmpty();
    }
}
