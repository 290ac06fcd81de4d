package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both languages are whole, and the code says nothing that they do not have. */
class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/ferrypost/doctor");
    private static final Pattern SAID = Pattern.compile("\"((seen|remedy|lines|word)\\.[a-z-]+[a-z])\"");

    @Test
    void bothLanguagesHaveTheSamePhrases() {
        assertThat(Phrases.all(Language.DE).keySet())
                .isEqualTo(Phrases.all(Language.EN).keySet());
    }

    @Test
    void bothLanguagesSpeakOfTheSameThings() {
        Phrases.all(Language.EN)
                .forEach((key, english) -> assertThat(
                                places(Phrases.all(Language.DE).get(key)))
                        .as(key)
                        .isEqualTo(places(english)));
    }

    @Test
    void noPhraseIsEmptyOrForgottenInEnglish() {
        Map<String, String> english = Phrases.all(Language.EN);
        Phrases.all(Language.DE).forEach((key, german) -> {
            assertThat(german).as(key).isNotBlank();
            String words = Phrases.PLACE.matcher(german).replaceAll("");
            if (!key.startsWith("lines.") && words.length() > 20) {
                assertThat(german).as(key).isNotEqualTo(english.get(key));
            }
        });
    }

    @Test
    void everythingThatTheCodeSaysIsThere() throws IOException {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher phrase = SAID.matcher(Files.readString(file));
                while (phrase.find()) {
                    said.add(phrase.group(1));
                }
            }
        }
        assertThat(said).hasSizeGreaterThan(60);
        assertThat(Phrases.all(Language.EN).keySet()).containsAll(said);
    }

    @Test
    void everyCheckHasATitleAndSaysWhatItLookedAt() {
        for (Check check : CheckTable.rows()) {
            assertThat(Phrases.all(Language.EN).keySet()).contains("title." + check.id(), "looked." + check.id());
        }
        for (Health health : Health.values()) {
            assertThat(Phrases.all(Language.EN)).containsKey("word." + health.key());
        }
    }

    @Test
    void everyStepOfTheHandbookThatTheSettingsCanShowHasACheck() {
        Set<Integer> steps = CheckTable.rows().stream()
                .flatMap(check -> check.steps().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(steps).contains(1, 3, 4, 5, 6, 7, 10, 11, 12);
    }

    @Test
    void aPhraseMayStandInAPhrase() {
        ReportText text = ReportText.of("seen.skipped", Map.of("check", "title.secret"));
        assertThat(text.in(Language.EN)).endsWith("passes: Client secret.");
        assertThat(text.in(Language.DE)).endsWith("bestanden ist: Geheimer Clientschlüssel.");
    }

    @Test
    void aValueThatLooksLikeAPlaceIsSaidAsItIs() {
        ReportText text = ReportText.of("seen.form", Map.of("key", "k", "value", "{key} $1 \\ it's"));
        assertThat(text.in(Language.EN)).isEqualTo("k = {key} $1 \\ it's");
    }

    private static Set<String> places(String phrase) {
        Set<String> places = new TreeSet<>();
        Matcher place = Phrases.PLACE.matcher(phrase);
        while (place.find()) {
            places.add(place.group());
        }
        return places;
    }
}
