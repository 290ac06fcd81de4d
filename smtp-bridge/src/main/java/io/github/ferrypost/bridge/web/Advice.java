package io.github.ferrypost.bridge.web;

import io.github.ferrypost.doctor.Language;
import io.github.ferrypost.doctor.Remedies;
import io.github.ferrypost.doctor.ReportText;
import io.github.ferrypost.reply.Reply;
import java.util.Map;
import java.util.Optional;

/** What to do about a reply, in the reader's language where it is known in it, and else in English. */
final class Advice {
    private Advice() {}

    /** For the templates: {@code text} and its {@code lang}; nothing where the reply advises nothing. */
    static Optional<Map<String, String>> on(Reply reply, Language language) {
        return Remedies.of(reply).map(remedy -> Map.of("text", remedy.in(language), "lang", lang(remedy, language)));
    }

    private static String lang(ReportText remedy, Language language) {
        boolean translated = !remedy.in(language).equals(remedy.in(Language.EN));
        return translated ? language.tag() : Language.EN.tag();
    }
}
