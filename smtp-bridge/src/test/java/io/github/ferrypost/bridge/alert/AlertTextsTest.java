package io.github.ferrypost.bridge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of alert says in both languages what happened, what it means and what to do. */
class AlertTextsTest {
    private final AlertTexts english = new AlertTexts(Locale.ENGLISH);
    private final AlertTexts german = new AlertTexts(Locale.GERMAN);

    @ParameterizedTest
    @EnumSource
    void aKindHasItsTexts(AlertKind kind) {
        for (String what : new String[] {"title", "means", "do"}) {
            String key = kind.word() + "." + what;
            assertThat(english.say(key)).isNotBlank().isNotEqualTo(german.say(key));
        }
        assertThat(english.keys().contains(kind.word() + ".over")).isEqualTo(kind.isLasting());
    }

    @Test
    void theLanguagesHaveTheSameTexts() {
        assertThat(english.keys()).isEqualTo(german.keys());
    }
}
