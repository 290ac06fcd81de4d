package io.github.ferrypost.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The doctor's texts in each language, from {@code words_en.properties} and {@code words_de.properties}. Immutable. */
final class Phrases {
    /**
     * {@code {name}} for a value, {@code {@name}} for the phrase with that key. Not java.text.MessageFormat: an
     * apostrophe, frequent in English, would disable its placeholders.
     */
    static final Pattern PLACE = Pattern.compile("\\{(@?)([a-zA-Z]+)}");

    private static final Map<Language, Map<String, String>> WORDS = load();

    private Phrases() {}

    private static Map<Language, Map<String, String>> load() {
        Map<Language, Map<String, String>> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Properties properties = new Properties();
            String name = "words_" + language.tag() + ".properties";
            try (InputStream stream = Phrases.class.getResourceAsStream(name);
                    Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + name, e);
            }
            Map<String, String> words = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
            all.put(language, Collections.unmodifiableMap(words));
        }
        return Collections.unmodifiableMap(all);
    }

    static Map<String, String> all(Language language) {
        return Objects.requireNonNull(WORDS.get(language), language::tag);
    }

    /**
     * @param values for the placeholders; a placeholder without a value stays as it is
     * @throws IllegalArgumentException if there is no such phrase
     */
    static String say(Language language, String key, Map<String, String> values) {
        String phrase = all(language).get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("no phrase " + key + " in " + language);
        }
        Matcher place = PLACE.matcher(phrase);
        StringBuilder said = new StringBuilder();
        while (place.find()) {
            String value = values.getOrDefault(place.group(2), place.group());
            boolean phraseInPhrase = !place.group(1).isEmpty() && values.containsKey(place.group(2));
            place.appendReplacement(
                    said, Matcher.quoteReplacement(phraseInPhrase ? say(language, value, Map.of()) : value));
        }
        return place.appendTail(said).toString();
    }
}
