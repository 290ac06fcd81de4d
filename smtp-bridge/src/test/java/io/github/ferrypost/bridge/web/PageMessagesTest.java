package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.doctor.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageMessagesTest {
    private static final Pattern USED = Pattern.compile("\\{\\{t\\.([a-z-]+)}}");
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

    @Test
    void bothLanguagesSayTheSameThings() {
        PageMessages english = PageMessages.of(Language.EN);
        PageMessages german = PageMessages.of(Language.DE);
        assertThat(german.phrases().keySet()).isEqualTo(english.phrases().keySet());
        english.phrases().forEach((key, phrase) -> {
            assertThat(phrase).as(key).isNotBlank();
            assertThat(places(german.phrases().get(key))).as(key).isEqualTo(places(phrase));
        });
    }

    private static Set<String> places(String phrase) {
        Set<String> places = new TreeSet<>();
        Matcher place = PLACE.matcher(phrase);
        while (place.find()) {
            places.add(place.group());
        }
        return places;
    }

    @Test
    void everyWordOfATemplateIsThere() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/github/ferrypost/bridge/web"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".html")).toList()) {
                Matcher used = USED.matcher(Files.readString(file));
                while (used.find()) {
                    assertThat(PageMessages.of(Language.EN).phrases())
                            .as("%s", file)
                            .containsKey(used.group(1));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT,de;q=0.9,en;q=0.8 | DE",
                "fr, de;q=0.5, en;q=0.7 | EN",
                "fr, de;q=0.5 | DE",
                "en-GB | EN",
                "fr | EN",
                "de;q=0, en | EN",
                "'' | EN",
                "~~~ | EN"
            })
    void theBrowserSaysWhichLanguage(String accepted, Language language) {
        assertThat(PageMessages.preferred(accepted)).isEqualTo(language);
    }
}
