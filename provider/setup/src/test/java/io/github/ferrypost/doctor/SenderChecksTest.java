package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the doctor says of redirections, of each sender's own mailbox, and of drafts by a scoped role. */
class SenderChecksTest {
    private final Practice practice = new Practice();

    @AfterEach
    void close() {
        practice.close();
    }

    private static Finding finding(DoctorReport report, String id) {
        return report.findings().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRedirectionIsAWarning() {
        practice.set("redirect", "tester@contoso.example");

        DoctorReport report = practice.examine();

        assertThat(Practice.ids(report, Health.WARNING)).contains("redirection");
        Finding finding = finding(report, "redirection");
        assertThat(finding.seen().in(Language.EN)).contains("tester@contoso.example");
        assertThat(finding.seen().in(Language.DE)).contains("tester@contoso.example", "keine an ihre Empfänger");
        assertThat(Practice.remedies(finding, Language.EN)).contains("ferrypost.redirect");
    }

    @Test
    void U5_ofEachSendersMailboxNothingIsClaimed() {
        practice.set("mailbox", "*@contoso.example");
        practice.set("roads", "graph, smtp");

        DoctorReport report = practice.examine();

        assertThat(Practice.ids(report, Health.FAULT)).isEmpty();
        assertThat(Practice.ids(report, Health.NOT_PROVEN)).contains("mailbox-graph", "smtp-login");
    }

    @Test
    void U5_theTestMailComesFromTheMailboxOfItsRecipient() {
        practice.sandbox.directory().addMailbox("kim@contoso.example");
        practice.set("mailbox", "*@contoso.example");
        practice.with = request -> request.withTestAddress("kim@contoso.example");

        assertThat(Practice.ids(practice.examine(), Health.OK)).contains("test-mail");
        assertThat(practice.sandbox.delivered())
                .singleElement()
                .satisfies(mail -> assertThat(mail.mailbox()).isEqualTo("kim@contoso.example"));
    }

    @Test
    void U4_theScopedRoleIsRecommended() {
        practice.sandbox.app().roles("Mail.Send", "Directory.Read.All");
        practice.with = request -> request.withExchangeOutput(ExchangeTest.window(
                        practice.sandbox.clientId(),
                        "True",
                        "False",
                        practice.sandbox.app().objectId(),
                        "True",
                        "")
                .replace("SMTP.SendAsApp", "Mail.Send"));
        practice.set("roads", "graph");

        Finding scope = finding(practice.examine(), "exchange-scope");

        assertThat(scope.seen().in(Language.EN)).contains("Application Mail.ReadWrite");
        assertThat(scope.seen().in(Language.DE)).contains("Application Mail.ReadWrite");
    }
}
