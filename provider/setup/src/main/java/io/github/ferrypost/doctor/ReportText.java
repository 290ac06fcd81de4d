package io.github.ferrypost.doctor;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A text available in every language. Immutable. */
public final class ReportText {
    private static final String LITERAL = "literal";

    private final String key;
    private final Map<String, String> values;

    private ReportText(String key, Map<String, String> values) {
        this.key = Objects.requireNonNull(key);
        this.values = new TreeMap<>(values);
    }

    /** A phrase of the resources. */
    static ReportText of(String key, Map<String, String> values) {
        return new ReportText(key, values);
    }

    /** A text from elsewhere, in both languages. */
    static ReportText literal(String english, String german) {
        return new ReportText(LITERAL, Map.of("en", english, "de", german));
    }

    public String in(Language language) {
        return key.equals(LITERAL)
                ? Objects.requireNonNull(values.get(language.tag()))
                : Phrases.say(language, key, values);
    }

    /** The key of the phrase, for tests and programs; independent of the language. */
    public String key() {
        return key;
    }

    /** A copy with these secrets redacted. */
    ReportText without(Collection<String> secrets) {
        Map<String, String> clean = new TreeMap<>();
        values.forEach((name, value) -> {
            String text = value;
            for (String secret : secrets) {
                text = text.replace(secret, "***");
            }
            clean.put(name, text);
        });
        return new ReportText(key, clean);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReportText
                && key.equals(((ReportText) other).key)
                && values.equals(((ReportText) other).values);
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
