package io.github.ferrypost.bridge.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Formats times and sizes for people. */
final class Times {
    private final PageMessages words;
    private final Clock clock;
    private final Locale locale;
    private final DateTimeFormatter full;
    private final DateTimeFormatter day;

    Times(PageMessages words, Clock clock, ZoneId zone) {
        this.words = words;
        this.clock = clock;
        this.locale = Locale.forLanguageTag(words.language().tag().equals("de") ? "de-DE" : "en-GB");
        this.full = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(zone);
        this.day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
    }

    String full(Instant at) {
        return full.format(at);
    }

    String day(LocalDate at) {
        return day.format(at);
    }

    /** How long ago. */
    String age(Instant at) {
        return span(Duration.between(at, clock.instant()));
    }

    /** How long until then, or now. */
    String until(Instant at) {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() || left.toSeconds() < 1 ? words.say("now") : words.say("in", "span", span(left));
    }

    private String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return words.say("seconds", "n", seconds);
        }
        if (seconds < 3600) {
            return words.say("minutes", "n", seconds / 60);
        }
        return seconds < 48 * 3600 ? words.say("hours", "n", seconds / 3600) : words.say("days", "n", seconds / 86400);
    }

    long days(Instant at) {
        return Duration.between(clock.instant(), at).toDays();
    }

    String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1 << 20
                ? String.format(locale, "%.1f KB", bytes / 1024.0)
                : String.format(locale, "%.1f MB", bytes / 1048576.0);
    }
}
