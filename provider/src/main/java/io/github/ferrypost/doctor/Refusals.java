package io.github.ferrypost.doctor;

import io.github.ferrypost.entra.AadstsRow;
import io.github.ferrypost.entra.AadstsTable;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.Optional;
import java.util.OptionalInt;

/** Entra's refusals in the doctor's words: the table of AADSTS codes has the remedies in both languages. */
final class Refusals {
    private Refusals() {}

    /** Why there is no token. */
    static Result token(CheckContext visit, Status refusal) {
        Reply reply = refusal.reply();
        if (AadstsTable.codeIn(reply.text()).isPresent()) {
            return entra(visit, reply.text());
        }
        ReportText seen = visit.say("seen.no-token", "why", reply.text());
        ReportText remedy = Remedies.of(reply).orElseGet(() -> visit.say("remedy.later"));
        return refusal.verdict() == Verdict.NEVER ? Result.fault(seen, remedy) : Result.notCheckable(seen, remedy);
    }

    /** @param description with {@code AADSTS} and the number in it; without them the words are all there is to say */
    static Result entra(CheckContext visit, String description) {
        OptionalInt code = AadstsTable.codeIn(description);
        if (code.isEmpty()) {
            return Result.fault(visit.say("seen.no-token", "why", firstLine(description)), visit.say("remedy.later"));
        }
        String number = Integer.toString(code.getAsInt());
        Optional<AadstsRow> row = AadstsTable.find(code.getAsInt());
        if (row.isEmpty()) {
            return Result.fault(
                    visit.say("seen.aadsts", "code", number, "meaning", firstLine(description)),
                    visit.say("remedy.aadsts-unknown", "code", number));
        }
        ReportText english =
                visit.say("seen.aadsts", "code", number, "meaning", row.get().meaning());
        ReportText german =
                visit.say("seen.aadsts", "code", number, "meaning", row.get().meaningGerman());
        ReportText seen = ReportText.literal(english.in(Language.EN), german.in(Language.DE));
        ReportText remedy = ReportText.literal(row.get().remedy(), row.get().remedyGerman());
        // what will pass by itself says nothing about the set-up
        return row.get().kind().verdict() == Verdict.LATER
                ? Result.notCheckable(seen, remedy)
                : Result.fault(seen, remedy);
    }

    /** Without the trace ids after it, and the code before it. */
    private static String firstLine(String description) {
        return description.replaceFirst("(?s)\\s*Trace ID:.*", "").replaceFirst("AADSTS\\d+: *", "");
    }
}
