package io.github.ferrypost.doctor;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Something to be said in whichever language is asked for. Immutable. */
public final class Text {
    private static final String LITERAL = "literal";

    private final String key;
    private final Map<String, String> values;

    private Text(String key, Map<String, String> values) {
        this.key = Objects.requireNonNull(key);
        this.values = new TreeMap<>(values);
    }

    /** A phrase of the resources. */
    static Text of(String key, Map<String, String> values) {
        return new Text(key, values);
    }

    /** Words that come from elsewhere in both languages. */
    static Text literal(String english, String german) {
        return new Text(LITERAL, Map.of("en", english, "de", german));
    }

    public String in(Language language) {
        return key.equals(LITERAL) ? values.get(language.tag()) : Phrases.say(language, key, values);
    }

    /** Which phrase it is, for tests and machines; it does not depend on the language. */
    public String key() {
        return key;
    }

    /** The same where none of these stands in it. */
    Text without(Collection<String> secrets) {
        Map<String, String> clean = new TreeMap<>();
        values.forEach((name, value) -> {
            String text = value;
            for (String secret : secrets) {
                text = text.replace(secret, "***");
            }
            clean.put(name, text);
        });
        return new Text(key, clean);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text && key.equals(((Text) other).key) && values.equals(((Text) other).values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, values);
    }

    @Override
    public String toString() {
        return in(Language.EN);
    }
}
