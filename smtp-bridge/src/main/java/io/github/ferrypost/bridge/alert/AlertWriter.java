package io.github.ferrypost.bridge.alert;

import io.github.ferrypost.bridge.alert.AlertBook.Notice;
import io.github.ferrypost.util.PrintableText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Writes the messages: what happened, what it means, what to do. Immutable.
 */
final class AlertWriter {
    /** A summary names this many incidents and counts the others. */
    private static final int NAMED = 20;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private final String host;
    private final List<AlertTexts> languages;
    private final ZoneId zone;

    /** @param host the name of this machine or bridge, as people know it */
    AlertWriter(String host, List<Locale> languages, ZoneId zone) {
        this.host = host;
        this.languages = languages.stream().map(AlertTexts::new).toList();
        this.zone = zone;
    }

    AlertMessage test(Instant now) {
        return message(AlertEvent.TEST, List.of(), now, texts -> texts.say("test.title"), (texts, text) -> {
            line(text, texts.say("word.happened"), texts.say("test.title"));
            line(text, texts.say("word.means"), texts.say("test.means"));
            line(text, texts.say("word.do"), texts.say("test.do"));
        });
    }

    AlertMessage one(Notice notice, Instant now) {
        return message(
                notice.event(),
                List.of(notice),
                now,
                texts -> title(texts, notice),
                (texts, text) -> describe(texts, notice, text));
    }

    AlertMessage summary(List<Notice> notices, Instant now) {
        String count = Integer.toString(notices.size());
        return message(
                AlertEvent.SUMMARY, notices, now, texts -> texts.say("word.summary", "count", count), (texts, text) -> {
                    for (Notice notice : notices.subList(0, Math.min(NAMED, notices.size()))) {
                        String detail = PrintableText.line(notice.state().detail());
                        text.append("- ").append(title(texts, notice));
                        text.append(detail.isEmpty() ? "" : ": " + detail).append('\n');
                        if (!notice.event().isEnd()) {
                            line(text, "  " + texts.say("word.do"), say(texts, notice.state(), "do"));
                        }
                    }
                    if (notices.size() > NAMED) {
                        text.append("- ")
                                .append(texts.say("word.further", "count", notices.size() - NAMED))
                                .append('\n');
                    }
                });
    }

    private interface Body {
        void write(AlertTexts texts, StringBuilder text);
    }

    private AlertMessage message(
            AlertEvent event, List<Notice> notices, Instant now, Function<AlertTexts, String> title, Body body) {
        StringBuilder text = new StringBuilder();
        for (AlertTexts texts : languages) {
            text.append(text.isEmpty() ? "" : "\n");
            body.write(texts, text);
        }
        AlertTexts first = languages.get(0);
        String line = first.say("word.title", "host", host, "title", title.apply(first));
        return new AlertMessage(event, host, line, text.toString(), notices, now);
    }

    private void describe(AlertTexts texts, Notice notice, StringBuilder text) {
        AlertState state = notice.state();
        String detail = PrintableText.line(state.detail());
        String title = title(texts, notice);
        line(text, texts.say("word.happened"), detail.isEmpty() ? title : title + ": " + detail);
        if (notice.event().isEnd()) {
            text.append(texts.say(
                            "word.ended",
                            "since",
                            time(state.since()),
                            "until",
                            state.until().map(this::time).orElse("")))
                    .append('\n');
            return;
        }
        String count = state.count() > 1 ? ", " + texts.say("word.count", "count", state.count()) : "";
        line(text, texts.say("word.since"), time(state.since()) + count);
        line(text, texts.say("word.means"), say(texts, state, "means"));
        line(text, texts.say("word.do"), say(texts, state, "do"));
    }

    private static String title(AlertTexts texts, Notice notice) {
        return switch (notice.event()) {
            case END -> say(texts, notice.state(), "over");
            case STILL -> texts.say("word.still", "title", say(texts, notice.state(), "title"));
            case PAST -> texts.say("word.past", "title", say(texts, notice.state(), "title"));
            default -> say(texts, notice.state(), "title");
        };
    }

    private static String say(AlertTexts texts, AlertState state, String what) {
        return texts.say(state.kind().word() + "." + what, "subject", PrintableText.line(state.subject()));
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(label).append(": ").append(value).append('\n');
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }
}
