package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.DraftPolicy;
import io.github.ferrypost.account.SendingOptions;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.sandbox.MutableClock;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** U4: drafts by RBAC for Applications, which no token shows. */
class ScopedDraftsTest {
    private static final List<String> BY_DRAFT = List.of("POST messages 201", "POST send 202");
    private static final List<String> IN_ONE_REQUEST = List.of("POST sendMail 202");
    private static final List<String> DENIED = List.of("POST messages 403", "POST sendMail 202");

    private final Cloud365 cloud = new Cloud365();
    private final Sandbox sandbox = cloud.sandbox;
    private final MutableClock clock = MutableClock.stopped();
    private final GraphRoad road =
            new GraphRoad(cloud.tokens(), cloud.clients(), GraphOptions.standard(), clock, wait -> {});

    @BeforeEach
    void scopedRightToSend() {
        sandbox.app().roles();
        sandbox.mailbox().grantRbac(sandbox.app(), "Application Mail.Send");
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Account account(DraftPolicy policy) {
        return cloud.account.withSending(SendingOptions.STANDARD.withDrafts(policy));
    }

    /** The requests that one message takes. */
    private List<String> send(Account account) {
        sandbox.requests().clear();
        assertThat(road.carry(Cloud365.mail(), account).isAccepted()).isTrue();
        return sandbox.requests().log().stream()
                .filter(request -> request.path().startsWith("/v1.0"))
                .map(request ->
                        request.method() + " " + request.path().replaceFirst(".*/", "") + " " + request.status())
                .collect(Collectors.toList());
    }

    @Test
    void aMailboxThatAcceptsOneDraftGetsEachMessageAsADraft() {
        sandbox.mailbox().grantRbac(sandbox.app(), "Application Mail.ReadWrite");

        assertThat(send(cloud.account)).isEqualTo(BY_DRAFT);
        assertThat(send(cloud.account)).isEqualTo(BY_DRAFT);
        assertThat(road.largest(cloud.account)).isEqualTo(150 << 20);
    }

    @Test
    void aDenialIsRememberedForAnHour() {
        assertThat(send(cloud.account)).isEqualTo(DENIED);
        assertThat(send(cloud.account)).isEqualTo(IN_ONE_REQUEST);
        assertThat(road.largest(cloud.account)).isEqualTo(2_200_000);

        clock.advance(DraftAccess.DENIED_FOR.minus(Duration.ofSeconds(1)));
        assertThat(send(cloud.account)).isEqualTo(IN_ONE_REQUEST);
        clock.advance(Duration.ofSeconds(1));
        sandbox.mailbox().grantRbac(sandbox.app(), "Application Mail.ReadWrite");

        assertThat(send(cloud.account)).isEqualTo(BY_DRAFT);
    }

    @Test
    void aRoleThatIsTakenAwayIsNoticedWithTheNextMessage() {
        sandbox.faults().next(Target.GRAPH_DRAFT, Fault.status(403));
        sandbox.mailbox().grantRbac(sandbox.app(), "Application Mail.ReadWrite");

        assertThat(send(cloud.account)).isEqualTo(DENIED);
        assertThat(send(cloud.account)).isEqualTo(IN_ONE_REQUEST);
    }

    @Test
    void eachMailboxIsAskedOnItsOwn() {
        sandbox.directory()
                .addMailbox("other@contoso.example")
                .grantRbac(sandbox.app(), "Application Mail.Send", "Application Mail.ReadWrite");
        Account other = Account.of(
                        cloud.account.tenant(),
                        cloud.account.client(),
                        cloud.account.credential(),
                        "other@contoso.example")
                .withEndpoints(cloud.account.endpoints());

        assertThat(send(cloud.account)).isEqualTo(DENIED);

        sandbox.requests().clear();
        String text = "From: other@contoso.example\r\nTo: ann@x.test\r\n\r\nHello\r\n";
        Submission mail = new Submission(
                Envelope.of("other@contoso.example", List.of("ann@x.test")),
                ByteSource.of(text.getBytes(StandardCharsets.US_ASCII)));
        assertThat(road.carry(mail, other).isAccepted()).isTrue();
        assertThat(sandbox.requests().log())
                .extracting(request -> request.status())
                .endsWith(201, 202);
    }

    @Test
    void aLostAnswerIsLookedUpWithoutATenantWidePermission() {
        sandbox.mailbox().grantRbac(sandbox.app(), "Application Mail.ReadWrite");
        DeliveryNotes notes = DeliveryNotes.inMemory();
        Submission mail =
                new Submission(Cloud365.mail().envelope(), Cloud365.mail().message(), notes);
        sandbox.faults().next(Target.GRAPH_DRAFT_SEND, Fault.dropAfterAcceptance());
        road.carry(mail, cloud.account);

        assertThat(road.carry(mail, cloud.account).isAccepted()).isTrue();
        assertThat(sandbox.delivered()).hasSize(1);
    }

    @Test
    void aConsentToMailSendAloneMakesNoSmallMessageAskForADraft() {
        sandbox.app().roles("Mail.Send");
        assertThat(send(cloud.account)).isEqualTo(IN_ONE_REQUEST);
    }

    @Test
    void neverMakesNoDraft() {
        sandbox.app().roles("Mail.Send", "Mail.ReadWrite");
        assertThat(send(account(DraftPolicy.NEVER))).isEqualTo(IN_ONE_REQUEST);
        assertThat(road.largest(account(DraftPolicy.NEVER))).isEqualTo(2_200_000);
    }

    @Test
    void alwaysTriesEachTime() {
        assertThat(send(account(DraftPolicy.ALWAYS))).isEqualTo(DENIED);
        assertThat(send(account(DraftPolicy.ALWAYS))).isEqualTo(DENIED);
    }
}
