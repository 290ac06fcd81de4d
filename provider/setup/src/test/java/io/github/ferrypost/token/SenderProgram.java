package io.github.ferrypost.token;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.wiring.RoadFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that sends so many mails from each of its accounts. */
final class SenderProgram {
    private SenderProgram() {}

    public static void main(String[] args) throws Exception {
        Accounts accounts = Accounts.from(Settings.load(Map.of()));
        for (int round = 0; round < Integer.parseInt(args[0]); round++) {
            // as a program that starts: without a token in memory
            try (Roads roads = RoadFactory.open(Optional.empty())) {
                for (Account account : accounts.all()) {
                    Outcome outcome = roads.carry(mail(account.mailbox()), account);
                    if (!outcome.isAccepted()) {
                        System.out.println(outcome);
                        System.exit(1);
                    }
                }
            }
        }
    }

    private static Submission mail(String from) {
        String text = "From: " + from + "\r\nTo: a@customer.example\r\nSubject: Hello\r\n\r\nHello\r\n";
        return new Submission(
                Envelope.of(from, List.of("a@customer.example")),
                ByteSource.of(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
