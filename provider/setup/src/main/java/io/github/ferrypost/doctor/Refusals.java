package io.github.ferrypost.doctor;

import io.github.ferrypost.entra.AadstsRow;
import io.github.ferrypost.entra.AadstsTable;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.util.Optional;
import java.util.OptionalInt;

/** Entra's errors in the doctor's texts: the AADSTS table has the remedies in both languages. */
final class Refusals {
    private Refusals() {}

    /** Why there is no token. */
    static Result token(CheckContext context, Status refusal) {
        Reply reply = refusal.reply();
        if (AadstsTable.codeIn(reply.text()).isPresent()) {
            return entra(context, reply.text());
        }
        ReportText seen = ReportText.literal(
                context.say("seen.no-token", "why", reply.text()).in(Language.EN),
                context.say("seen.no-token", "why", GermanText.german(reply.text()))
                        .in(Language.DE));
        ReportText remedy = Remedies.of(reply).orElseGet(() -> context.say("remedy.network-broken", "host", "Entra"));
        return refusal.verdict() == Verdict.PERMANENT
                ? Result.fault(seen, remedy)
                : Result.unanswered(seen, context.say("remedy.later"), remedy);
    }

    /** @param description with {@code AADSTS} and the number; without them it is shown as it is */
    static Result entra(CheckContext context, String description) {
        OptionalInt code = AadstsTable.codeIn(description);
        if (code.isEmpty()) {
            return Result.unanswered(
                    context.say("seen.no-token", "why", firstLine(description)), context.say("remedy.later"));
        }
        String number = Integer.toString(code.getAsInt());
        Optional<AadstsRow> row = AadstsTable.find(code.getAsInt());
        if (row.isEmpty()) {
            return Result.fault(
                    context.say("seen.aadsts", "code", number, "meaning", firstLine(description)),
                    context.say("remedy.aadsts-unknown", "code", number));
        }
        ReportText english =
                context.say("seen.aadsts", "code", number, "meaning", row.get().meaning());
        ReportText german =
                context.say("seen.aadsts", "code", number, "meaning", row.get().meaningGerman());
        ReportText seen = ReportText.literal(english.in(Language.EN), german.in(Language.DE));
        ReportText remedy = ReportText.literal(row.get().remedy(), row.get().remedyGerman());
        // a transient error says nothing about the set-up
        return row.get().kind().verdict() == Verdict.TRANSIENT
                ? Result.unanswered(seen, context.say("remedy.later"), remedy)
                : Result.fault(seen, remedy);
    }

    /** Without the trace IDs after it and the code before it. */
    private static String firstLine(String description) {
        return description.replaceFirst("(?s)\\s*Trace ID:.*", "").replaceFirst("AADSTS\\d+: *", "");
    }
}
