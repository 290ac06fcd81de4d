package io.github.ferrypost.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.SenderPolicy;
import io.github.ferrypost.account.SendingOptions;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.sandbox.MutableClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** U5: mailbox = *. */
class SenderMailboxesTest {
    private static final Status UNKNOWN =
            Status.never(FailureScope.MAILBOX, Reply.of(550, "5.2.1", "The tenant has no such mailbox"));
    private static final Status ACCEPTED = Status.accepted(Reply.of(250, "2.0.0", "OK"));
    private static final Account REST = Account.of("t", "c", Credential.secret("s"), "rest@contoso.example")
            .withName("rest")
            .withSending(SendingOptions.STANDARD.withFrom(SenderPolicy.parse("mailbox", "keep")));
    private static final Account EACH = Account.of("t", "c", Credential.secret("s"), "*")
            .withName("erp")
            .withSending(SendingOptions.STANDARD.withFallback(REST));

    private final MutableClock clock = MutableClock.stopped();
    private final SenderMailboxes mailboxes = new SenderMailboxes(clock);
    private final List<String> tried = new ArrayList<>();
    private Status answer = UNKNOWN;

    private static Account of(String sender) {
        return EACH.forSender(sender).orElseThrow();
    }

    private static Submission mail(String sender) {
        String text = "From: " + sender + "\r\n\r\nx";
        return new Submission(
                Envelope.of(sender, List.of("x@example.org")), ByteSource.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private Status carry(Submission mail, boolean hasDelivered) {
        return mailboxes
                .carry(mail, of("ann@contoso.example"), hasDelivered, (submission, account) -> {
                    tried.add(account.mailbox() + " as " + submission.envelope().sender());
                    Status status = account.equals(REST) ? ACCEPTED : answer;
                    return Outcome.all(submission.envelope().recipients(), status, "graph", "");
                })
                .first();
    }

    @Test
    void mailboxesOfChangedSettingsNoLongerCount() {
        answer = ACCEPTED;
        carry(mail("ann@contoso.example"), false);
        assertThat(mailboxes.inUse()).containsExactly(of("ann@contoso.example"));
        mailboxes.keepOnly(account -> account.equals(of("ann@contoso.example")));
        assertThat(mailboxes.inUse()).hasSize(1);
        mailboxes.keepOnly(account -> account.equals(of("bob@contoso.example")));
        assertThat(mailboxes.inUse()).isEmpty();
    }

    @Test
    void anUnknownMailboxIsAskedOnceAnHour() {
        assertThat(carry(mail("ann@contoso.example"), false).isAccepted()).isTrue();
        assertThat(carry(mail("ann@contoso.example"), false).isAccepted()).isTrue();
        assertThat(tried)
                .containsExactly(
                        "ann@contoso.example as ann@contoso.example",
                        "rest@contoso.example as rest@contoso.example",
                        "rest@contoso.example as rest@contoso.example");

        tried.clear();
        clock.advance(SenderMailboxes.UNKNOWN_FOR);
        answer = ACCEPTED;
        carry(mail("ann@contoso.example"), false);

        assertThat(tried).containsExactly("ann@contoso.example as ann@contoso.example");
    }

    @Test
    void B1_aMailboxThatHasDeliveredIsNotUnknownAfterOneAnswer() {
        assertThat(carry(mail("ann@contoso.example"), true)).isEqualTo(UNKNOWN);

        answer = ACCEPTED;
        carry(mail("ann@contoso.example"), false);
        answer = UNKNOWN;

        assertThat(carry(mail("ann@contoso.example"), false)).isEqualTo(UNKNOWN);
        assertThat(tried).doesNotContain("rest@contoso.example as rest@contoso.example");
    }

    @Test
    void whatTheFallbackTookOverStaysWithIt() throws Exception {
        Submission mail = mail("ann@contoso.example");
        carry(mail, false);
        tried.clear();

        SenderMailboxes restarted = new SenderMailboxes(clock);
        restarted.carry(mail, of("ann@contoso.example"), false, (submission, account) -> {
            tried.add(account.mailbox());
            return Outcome.all(submission.envelope().recipients(), ACCEPTED, "graph", "");
        });

        assertThat(tried).containsExactly("rest@contoso.example");
        assertThat(restarted.of(mail, of("ann@contoso.example"))).isEqualTo(REST);
    }

    @Test
    void anotherFailureIsNoReasonForTheFallback() {
        answer = Status.later(FailureScope.SESSION, Reply.of(451, "4.3.2", "busy"));
        assertThat(carry(mail("ann@contoso.example"), false)).isEqualTo(answer);
        assertThat(tried).hasSize(1);
    }

    @Test
    void beyondTheLimitSendersUseTheFallback() {
        for (int i = 0; i < SenderMailboxes.MOST; i++) {
            Account account = of("s" + i + "@contoso.example");
            assertThat(mailboxes.now(account)).isEqualTo(account);
        }

        assertThat(mailboxes.now(of("one.more@contoso.example"))).isEqualTo(REST);
        assertThat(mailboxes.now(of("s0@contoso.example")).mailbox()).isEqualTo("s0@contoso.example");
        assertThat(mailboxes.inUse()).hasSize(SenderMailboxes.MOST);
    }

    @Test
    void beyondTheLimitAndWithoutAFallbackTheMessageWaits() {
        Account alone = Account.of("t", "c", Credential.secret("s"), "*");
        for (int i = 0; i < SenderMailboxes.MOST; i++) {
            mailboxes.now(alone.forSender("s" + i + "@contoso.example").orElseThrow());
        }

        Status status = mailboxes
                .carry(
                        mail("x@contoso.example"),
                        alone.forSender("x@contoso.example").orElseThrow(),
                        false,
                        (submission, account) -> {
                            throw new IllegalStateException("one mailbox too many");
                        })
                .first();

        assertThat(status.reply().toString()).startsWith("451 4.3.2").contains("1000 mailboxes");
    }

    @Test
    void onlyTheSendersOfADomainHaveAMailboxOfTheirOwn() {
        Account domain = Account.of("t", "c", Credential.secret("s"), "*@contoso.example");

        assertThat(domain.forSender("Ann@CONTOSO.example").map(Account::mailbox))
                .contains("ann@contoso.example");
        assertThat(domain.forSender("ann@sub.contoso.example")).isEmpty();
        assertThat(domain.forSender("root")).isEmpty();
        assertThat(domain.forSender("")).isEmpty();
        assertThat(EACH.forSender("ann@elsewhere.example").map(Account::name)).contains("erp:ann@elsewhere.example");
        assertThat(EACH.forSender("")).contains(REST);
    }
}
