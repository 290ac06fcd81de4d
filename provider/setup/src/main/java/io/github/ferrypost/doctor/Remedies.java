package io.github.ferrypost.doctor;

import io.github.ferrypost.entra.AadstsTable;
import io.github.ferrypost.graph.GraphErrorTable;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.smtp.SmtpReplies;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Translates a reply's remedy: the reply has it in English, and the tables it came from have the German text.
 * Immutable.
 */
public final class Remedies {
    private static final Map<String, String> GERMAN = german();

    private Remedies() {}

    /** The remedy of this reply, if it has one. */
    public static Optional<ReportText> of(Reply reply) {
        return reply.remedy().map(english -> ReportText.literal(english, german(english)));
    }

    private static String german(String english) {
        return Optional.ofNullable(GERMAN.get(english)).orElseGet(() -> GermanText.german(english));
    }

    private static Map<String, String> german() {
        Map<String, String> german = new HashMap<>();
        AadstsTable.rows().forEach(row -> german.put(row.remedy(), row.remedyGerman()));
        GraphErrorTable.rows().forEach(row -> german.put(row.remedy(Locale.ENGLISH), row.remedy(Locale.GERMAN)));
        SmtpReplies.rows().forEach(row -> german.put(row.remedy(), row.remedyGerman()));
        return Map.copyOf(german);
    }
}
