package io.github.ferrypost.bridge.web;

import io.github.ferrypost.doctor.Language;
import io.github.ferrypost.doctor.Remedies;
import io.github.ferrypost.doctor.ReportText;
import io.github.ferrypost.reply.Reply;
import java.util.Map;
import java.util.Optional;

/** The remedy of a reply, in the reader's language if there is a translation, else in English. */
final class Advice {
    private Advice() {}

    /** For the templates: {@code text} and its {@code lang}; empty if the reply has no remedy. */
    static Optional<Map<String, String>> on(Reply reply, Language language) {
        return Remedies.of(reply).map(remedy -> Map.of("text", remedy.in(language), "lang", lang(remedy, language)));
    }

    private static String lang(ReportText remedy, Language language) {
        boolean translated = !remedy.in(language).equals(remedy.in(Language.EN));
        return translated ? language.tag() : Language.EN.tag();
    }
}
