package io.github.ferrypost.bridge.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** The texts of alerts in one language, from {@code texts_LANGUAGE.properties}. Immutable. */
final class AlertTexts {
    private final Properties texts = new Properties();

    AlertTexts(Locale locale) {
        String name = "texts_" + locale.getLanguage() + ".properties";
        try (InputStream file = AlertTexts.class.getResourceAsStream(name)) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    /**
     * The text for a key.
     *
     * @param pairs names and values that fill the braces
     */
    String say(String key, Object... pairs) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        for (int i = 0; i < pairs.length; i += 2) {
            text = text.replace("{" + pairs[i] + "}", pairs[i + 1].toString());
        }
        return text;
    }
}
