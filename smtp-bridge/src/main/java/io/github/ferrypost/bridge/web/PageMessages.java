package io.github.ferrypost.bridge.web;

import io.github.ferrypost.doctor.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page's texts in one language, from {@code page_en.properties} and {@code page_de.properties}. Immutable. */
public final class PageMessages {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final Map<Language, PageMessages> ALL = load();

    private static final int MOST_NAMED = 2;

    private final Language language;
    private final Map<String, String> phrases;

    private PageMessages(Language language, Map<String, String> phrases) {
        this.language = language;
        this.phrases = phrases;
    }

    private static Map<Language, PageMessages> load() {
        Map<Language, PageMessages> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            String name = "page_" + language.tag() + ".properties";
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(
                    Objects.requireNonNull(PageMessages.class.getResourceAsStream(name), name),
                    StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + name, e);
            }
            Map<String, String> phrases = new LinkedHashMap<>();
            properties.stringPropertyNames().forEach(key -> phrases.put(key, properties.getProperty(key)));
            all.put(language, new PageMessages(language, Map.copyOf(phrases)));
        }
        return all;
    }

    public static PageMessages of(Language language) {
        return Objects.requireNonNull(ALL.get(language), language::tag);
    }

    /**
     * @param accepted the header {@code Accept-Language} (RFC 9110 section 12.5.4)
     * @return the first language in it that the page supports, else English
     */
    static Language preferred(String accepted) {
        try {
            List<Locale> locales = Locale.LanguageRange.parse(accepted == null ? "" : accepted).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .toList();
            return locales.stream()
                    .map(Locale::getLanguage)
                    .filter(tag -> tag.equals("de") || tag.equals("en"))
                    .findFirst()
                    .filter("de"::equals)
                    .map(tag -> Language.DE)
                    .orElse(Language.EN);
        } catch (IllegalArgumentException e) {
            return Language.EN;
        }
    }

    Language language() {
        return language;
    }

    /** All texts by key, for templates. */
    Map<String, String> phrases() {
        return phrases;
    }

    /** The first recipients, and how many more there are. */
    String named(List<String> recipients) {
        String first = String.join(", ", recipients.subList(0, Math.min(MOST_NAMED, recipients.size())));
        int more = recipients.size() - MOST_NAMED;
        return more > 0 ? say("and-more", "named", first, "more", more) : first;
    }

    /** @param pairs name, value, name, value, for the placeholders */
    public String say(String key, Object... pairs) {
        String phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("no phrase " + key + " in " + language);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i].toString(), pairs[i + 1].toString());
        }
        Matcher place = PLACE.matcher(phrase);
        StringBuilder said = new StringBuilder();
        while (place.find()) {
            place.appendReplacement(said, Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
        }
        return place.appendTail(said).toString();
    }
}
