package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.Endpoints;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Accounts and submissions that the tests of this package share. */
final class Fixture {
    static final String SENDER = "noreply@contoso.example";
    static final String MAIL = "From: noreply@contoso.example\r\nTo: a@x.example\r\nSubject: Hi\r\n\r\nText\r\n";

    private Fixture() {}

    static Account account(Endpoints endpoints) {
        return account(endpoints, SENDER);
    }

    private static Account account(Endpoints endpoints, String mailbox) {
        return Account.of("contoso.example", "client", Credential.secret("s3cret"), mailbox)
                .withEndpoints(endpoints);
    }

    static Account account(ScriptedServer server) {
        return account(server, SENDER);
    }

    static Account account(ScriptedServer server, String mailbox) {
        return account(
                Endpoints.of(Cloud.GLOBAL).withSmtp("127.0.0.1", server.port()).withTrust(TestCertificate.pem()),
                mailbox);
    }

    static Account account(Sandbox sandbox) {
        String[] parts = sandbox.smtp().split(":", -1);
        return account(Endpoints.of(Cloud.GLOBAL)
                .withSmtp(parts[0], Integer.parseInt(parts[1]))
                .withTrust(sandbox.trustPem()));
    }

    /** Short waits, so that what should not wait fails soon. */
    static SmtpLimits limits() {
        return SmtpLimits.defaults()
                .withConnect(Duration.ofSeconds(5))
                .withReply(Duration.ofSeconds(5))
                .withReceipt(Duration.ofSeconds(5));
    }

    static Submission mail(String... recipients) {
        return submission(MAIL.getBytes(StandardCharsets.US_ASCII), recipients);
    }

    static Submission submission(byte[] message, String... recipients) {
        return new Submission(Envelope.of(SENDER, List.of(recipients)), ByteSource.of(message));
    }
}
