package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrphanedDraftsTest {
    private final Cloud365 cloud = new Cloud365();
    private final Sandbox sandbox = cloud.sandbox;
    private final Submission mail = Cloud365.mail();

    @BeforeEach
    void grantDrafts() {
        sandbox.app().roles("Mail.Send", "Mail.ReadWrite");
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private int sweepNow() {
        return cloud.road().sweep(cloud.account, Optional.of(List.of()));
    }

    private int sweepLater(DeliveryNotes... remembered) {
        return later().sweep(cloud.account, Optional.of(List.of(remembered)));
    }

    private GraphRoad later() {
        Clock later = Clock.offset(Clock.systemUTC(), OrphanedDrafts.AGE.plusMinutes(1));
        return new GraphRoad(cloud.tokens(), cloud.clients(), GraphOptions.standard(), later);
    }

    private void loseTheAnswerToADraft() {
        sandbox.faults().next(Target.GRAPH_DRAFT, Fault.dropAfterAcceptance());
        assertThat(cloud.road().carry(mail, cloud.account).first().verdict()).isEqualTo(Verdict.TRANSIENT);
    }

    @Test
    void aDraftWhoseAnswerWasLostIsFoundByItsMarkAndRemoved() {
        loseTheAnswerToADraft();
        assertThat(sweepLater()).isEqualTo(1);
        assertThat(sweepLater()).isZero();
        assertThat(cloud.road().carry(mail, cloud.account).isAccepted()).isTrue();
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void aDraftOfARunningTryStays() {
        loseTheAnswerToADraft();
        assertThat(sweepNow()).isZero();
    }

    @Test
    void withoutAQueueWhatAQueueMayKnowOfStays() {
        DeliveryNotes[] both = {DeliveryNotes.inMemory(), new LastingNotes()};
        for (DeliveryNotes notes : both) {
            sandbox.faults().next(Target.GRAPH_DRAFT, Fault.dropAfterAcceptance());
            cloud.road().carry(new Submission(mail.envelope(), mail.message(), notes), cloud.account);
        }
        assertThat(later().sweep(cloud.account, Optional.empty())).isEqualTo(1);
        assertThat(sweepLater()).isEqualTo(1);
    }

    private static final class LastingNotes implements DeliveryNotes {
        private final DeliveryNotes notes = DeliveryNotes.inMemory();

        @Override
        public Optional<String> get(String name) throws IOException {
            return notes.get(name);
        }

        @Override
        public void put(String name, String value) throws IOException {
            notes.put(name, value);
        }

        @Override
        public boolean outliveTheProcess() {
            return true;
        }
    }

    @Test
    void aDraftThatIsRememberedStays() {
        sandbox.faults().next(Target.GRAPH_DRAFT_SEND, Fault.status(503));
        assertThat(cloud.road().carry(mail, cloud.account).isAccepted()).isFalse();
        assertThat(sweepLater(mail.notes())).isZero();
        assertThat(cloud.road().carry(mail, cloud.account).isAccepted()).isTrue();
        assertThat(sandbox.deliveredCount()).isEqualTo(1);
    }

    @Test
    void aUsersOwnDraftStays() throws Exception {
        String base64 = Base64.getEncoder()
                .encodeToString(Cloud365.text("To: ann@x.test", "X-Own: 1").getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(sandbox.graph() + "/v1.0/users/" + Sandbox.MAILBOX + "/messages"))
                .header("Authorization", "Bearer " + sandbox.graphToken(sandbox.app(), Duration.ofHours(1)))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(base64))
                .build();
        HttpResponse<String> made = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(sweepLater()).isZero();
    }

    @Test
    void whatWasSentStaysInSentItems() {
        assertThat(cloud.road().carry(mail, cloud.account).isAccepted()).isTrue();
        assertThat(sweepLater()).isZero();
    }

    @Test
    void withoutThePermissionNothingIsAsked() {
        sandbox.app().roles("Mail.Send");
        assertThat(sweepLater()).isZero();
        assertThat(sandbox.requests().graphRequests()).isZero();
    }

    @Test
    void H3_anAnswerThatIsLostEndsTheSearchWithoutAnException() {
        loseTheAnswerToADraft();
        for (Fault fault : List.of(Fault.dropBefore(), Fault.dropBeforeAcceptance(), Fault.status(503), Fault.html())) {
            sandbox.faults().next(Target.GRAPH_LOOKUP, fault);
            sandbox.faults().next(Target.GRAPH_LOOKUP, fault);
            assertThat(sweepLater()).as(fault.toString()).isZero();
        }
        assertThat(sweepLater()).as("the next search finds it").isEqualTo(1);
    }
}
