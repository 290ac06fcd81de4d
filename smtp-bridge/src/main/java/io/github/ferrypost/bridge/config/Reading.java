package io.github.ferrypost.bridge.config;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads values in the formats that the key table defines; collects every problem as one sentence. */
final class Reading {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([KMG]?)B?");

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%");

    private final Settings settings;
    private final List<String> problems;

    Reading(Settings settings, List<String> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    String text(Key key) {
        return settings.get(key.name()).orElse(key.standard());
    }

    /** @param parse throws IllegalArgumentException with a message that continues the key's name */
    <T> T read(Key key, T otherwise, Function<String, T> parse) {
        try {
            return parse.apply(text(key));
        } catch (IllegalArgumentException e) {
            problems.add(key.name() + " " + e.getMessage());
            return otherwise;
        }
    }

    /**
     * Reads an enumerated value.
     *
     * @param all the values; returns the first if the text matches none
     * @param word the text for each value
     */
    <T> T choice(Key key, T[] all, Function<T, String> word) {
        return read(
                key,
                all[0],
                text -> Arrays.stream(all)
                        .filter(value -> word.apply(value).equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("is \"" + text + "\": set "
                                + Arrays.stream(all).map(word).collect(Collectors.joining(" or ")) + ".")));
    }

    boolean flag(Key key) {
        return read(key, false, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is \"" + text + "\": set true or false.");
        });
    }

    int number(Key key, int least, int most) {
        return read(key, least, text -> {
            int value = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        "is \"" + text + "\": set a number from " + least + " to " + most + ".");
            }
            return value;
        });
    }

    Duration duration(Key key) {
        return read(key, Duration.ofSeconds(1), text -> {
            Matcher form = DURATION.matcher(text.toLowerCase(Locale.ROOT));
            if (!form.matches() || form.group(1).matches("0+")) {
                throw new IllegalArgumentException(
                        "is \"" + text + "\": set a duration such as 500ms, 20s, 5m, 2h or 2d.");
            }
            long value = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(value);
                case "m" -> Duration.ofMinutes(value);
                case "h" -> Duration.ofHours(value);
                case "d" -> Duration.ofDays(value);
                default -> Duration.ofSeconds(value);
            };
        });
    }

    long size(Key key, long least, long most) {
        return read(key, least, text -> {
            Matcher form = SIZE.matcher(text.toUpperCase(Locale.ROOT));
            long value = -1;
            if (form.matches()) {
                int shift = " KMG"
                                .indexOf(
                                        form.group(2).isEmpty()
                                                ? ' '
                                                : form.group(2).charAt(0))
                        * 10;
                value = Long.parseLong(form.group(1)) << shift;
            }
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        "is \"" + text + "\": set a size from " + least + " bytes to 2G, such as 35M.");
            }
            return value;
        });
    }

    /** Reads a size or a percentage of {@code whole}; returns bytes. */
    long share(Key key, long whole) {
        Matcher percent = PERCENT.matcher(text(key).trim());
        if (!percent.matches()) {
            return size(key, 1 << 20, 2L << 30);
        }
        return read(key, 0L, text -> {
            int value = Integer.parseInt(percent.group(1));
            if (value < 1 || value > 75) {
                throw new IllegalArgumentException("is \"" + text + "\": set 1% to 75%, or a size such as 16M.");
            }
            return whole / 100 * value;
        });
    }

    Optional<Path> path(Key key) {
        try {
            return settings.path(key.name());
        } catch (InvalidPathException e) {
            problems.add(key.name() + " is not a path: " + e.getReason() + ".");
            return Optional.empty();
        }
    }
}
