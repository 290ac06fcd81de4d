package io.github.ferrypost.bridge.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.StatelessRoads;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ReplaceableRoadsTest {
    private static final Status SIGNED_IN = Status.accepted(Reply.of(235, "2.7.0", "signed in"));

    private final List<Opened> opened = new ArrayList<>();
    private final ReplaceableRoads roads = new ReplaceableRoads(this::open, Optional.empty());

    private static final class Opened extends StatelessRoads {
        private final Optional<String> proxy;
        private final CountDownLatch answer = new CountDownLatch(1);
        private volatile boolean busy;
        private volatile boolean closed;

        Opened(Optional<String> proxy) {
            this.proxy = proxy;
        }

        @Override
        public Outcome carry(Submission submission, Account account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Status signIn(Account account) {
            busy = true;
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return SIGNED_IN;
        }

        @Override
        public long largest(Account account) {
            return 0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Opened open(Optional<String> proxy) {
        Opened made = new Opened(proxy);
        opened.add(made);
        return made;
    }

    private static CheckedSettings settings(String proxy) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ferrypost.mailbox", "noreply@contoso.example",
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "11111111-2222-3333-4444-555555555555",
                "ferrypost.secret", "the-secret-of-this-test-0123456789"));
        if (!proxy.isEmpty()) {
            settings.put("ferrypost.proxy", proxy);
        }
        return CheckedSettings.of(Settings.of(settings));
    }

    private static SettingsChange change(String before, String after) throws Exception {
        return new SettingsChange(settings(before), settings(after), Set.of(), false);
    }

    @Test
    void aCallInProgressEndsOnTheOldRoadsWhichAreClosedThen() throws Exception {
        Account account = settings("").accounts().all().get(0);
        CompletableFuture<Status> call = CompletableFuture.supplyAsync(() -> roads.signIn(account));
        await().until(() -> opened.get(0).busy);
        roads.prepare(change("", "proxy.contoso.example:8080")).commit();
        assertThat(opened.get(1).proxy).contains("proxy.contoso.example:8080");
        assertThat(opened.get(0).closed).isFalse();
        assertThat(call).isNotDone();

        opened.get(0).answer.countDown();
        assertThat(call.get()).isEqualTo(SIGNED_IN);
        await().until(() -> opened.get(0).closed);
        opened.get(1).answer.countDown();
        roads.signIn(account);
        assertThat(opened.get(1).busy).isTrue();
        roads.close();
        assertThat(opened.get(1).closed).isTrue();
    }

    @Test
    void withoutCallsTheOldRoadsAreClosedAtOnce() throws Exception {
        roads.prepare(change("", "proxy.contoso.example:8080")).commit();
        assertThat(opened.get(0).closed).isTrue();
    }

    @Test
    void aChangeThatAnotherPartRefusesClosesTheNewRoads() throws Exception {
        roads.prepare(change("", "proxy.contoso.example:8080")).discard();
        assertThat(opened.get(0).closed).isFalse();
        assertThat(opened.get(1).closed).isTrue();
    }

    @Test
    void withTheSameProxyTheRoadsStay() throws Exception {
        roads.prepare(change("proxy.contoso.example:8080", "proxy.contoso.example:8080"))
                .commit();
        assertThat(opened).hasSize(1);
    }
}
