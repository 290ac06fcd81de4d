package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** Sends one real message by the account's own roads: the only proof. */
final class TestMail {
    private TestMail() {}

    static Result send(CheckContext context) {
        String address = context.request().testAddress().orElseThrow();
        if (!RawAccountSettings.ADDRESS.matcher(address).matches()) {
            return Result.fault(
                    context.say("seen.not-an-address", "key", "--send-test", "value", address),
                    context.say("remedy.test-address"));
        }
        Account account = context.account().forSender(address).orElse(context.account());
        Envelope envelope = Envelope.of(account.mailbox(), List.of(address));
        Outcome outcome = context.tools()
                .roads()
                .carry(new Submission(envelope, ByteSource.of(message(context, account.mailbox(), address))), account);
        Reply reply = outcome.first().reply();
        if (outcome.isAccepted()) {
            context.prove(outcome.road().equalsIgnoreCase("graph") ? "mailbox-graph" : "smtp-login");
            return Result.ok(context.say(
                    "seen.test-sent", "address", address, "road", outcome.road(), "trace", outcome.trace()));
        }
        ReportText seen = context.say("seen.test-failed", "why", reply.text());
        ReportText remedy = Remedies.of(reply).orElseGet(() -> context.say("remedy.later"));
        Verdict verdict = outcome.first().verdict();
        if (verdict == Verdict.IN_DOUBT) {
            return Result.unanswered(context.say("seen.test-doubt", "address", address), remedy);
        }
        return verdict == Verdict.TRANSIENT ? Result.unanswered(seen, remedy) : Result.fault(seen, remedy);
    }

    private static byte[] message(CheckContext context, String mailbox, String address) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                context.tools().clock().instant().atOffset(ZoneOffset.UTC));
        return String.join(
                        "\r\n",
                        "From: <" + mailbox + ">",
                        "To: <" + address + ">",
                        "Subject: Ferrypost test",
                        "Date: " + date,
                        "Message-ID: <" + UUID.randomUUID() + mailbox.substring(mailbox.lastIndexOf('@')) + ">",
                        "Auto-Submitted: auto-generated",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=us-ascii",
                        "",
                        "Ferrypost sent this message to prove that the setup works.",
                        "Ferrypost hat diese Nachricht gesendet, um die Einrichtung zu prüfen.",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
