package io.github.ferrypost.bridge.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignInProofTest {
    private static final Status GRANTED = Status.accepted(Reply.of(235, "2.7.0", "a token"));
    private static final Status BUSY = Status.later(FailureScope.SESSION, Reply.of(454, "4.7.0", "busy"));
    private static final Status REFUSED = Status.never(FailureScope.ACCOUNT, Reply.of(535, "5.7.8", "AADSTS7000215"));

    private static List<Account> accounts() throws Exception {
        return Accounts.from(Settings.of(Map.of(
                        "ferrypost.mailbox", "noreply@contoso.example",
                        "ferrypost.tenant", "11111111-1111-4111-8111-111111111111",
                        "ferrypost.client", "22222222-2222-4222-8222-222222222222",
                        "ferrypost.secret", "abc8Q~of-a-test")))
                .all();
    }

    @Test
    void N4_everyAccountIsSignedInAtTheStart() throws Exception {
        Metrics metrics = new Metrics(Clock.systemUTC());
        Account account = accounts().get(0);
        assertThat(metrics.isProven(account)).isFalse();
        try (SignInProof proof =
                new SignInProof(List.of(account), one -> GRANTED, metrics::isProven, metrics::signedIn)) {
            proof.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> metrics.isProven(account));
        }
    }

    @Test
    void N4_whatADeliveryHasProvenIsNotAskedFor() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger looked = new AtomicInteger();
        try (SignInProof proof = new SignInProof(
                accounts(),
                account -> {
                    asked.incrementAndGet();
                    return GRANTED;
                },
                account -> looked.incrementAndGet() > 0,
                (account, status) -> {})) {
            proof.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> looked.get() > 0);
        }
        assertThat(asked.get()).isZero();
    }

    @Test
    void N4_anIdleAccountWhoseCredentialHasExpiredIsNoLongerProven() throws Exception {
        Metrics metrics = new Metrics(Clock.systemUTC());
        Account account = accounts().get(0);
        AtomicReference<Status> entra = new AtomicReference<>(GRANTED);
        try (SignInProof proof =
                new SignInProof(List.of(account), one -> entra.get(), metrics::isProven, metrics::signedIn)) {
            proof.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> metrics.isProven(account));
            entra.set(REFUSED);
            proof.look();
            assertThat(metrics.isProven(account)).isFalse();
        }
    }

    @Test
    void N3_anAccountWithARenewedCredentialIsSignedInAtOnce() throws Exception {
        Metrics metrics = new Metrics(Clock.systemUTC());
        Account account = accounts().get(0);
        Account renewed = Account.of(
                account.tenant(), account.client(), Credential.secret("another8Q~of-a-test"), account.mailbox());
        try (SignInProof proof = new SignInProof(
                List.of(account),
                one -> one.equals(renewed) ? GRANTED : REFUSED,
                metrics::isProven,
                metrics::signedIn)) {
            proof.start();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> metrics.proof(account).failures() > 0);
            metrics.forget(account);
            proof.follow(List.of(renewed), List.of(renewed));
            await().atMost(Duration.ofSeconds(10)).until(() -> metrics.isProven(renewed));
        }
    }

    @Test
    void N4_theWaitGrowsAndARefusalIsAskedOnceAnHour() {
        List<Duration> waits = new ArrayList<>();
        Duration wait = Duration.ofMinutes(1);
        for (int i = 0; i < 6; i++) {
            waits.add(SignInProof.nextWait(BUSY, wait));
            wait = SignInProof.nextTransientWait(wait);
        }
        assertThat(waits.stream().map(Duration::toMinutes)).containsExactly(1L, 2L, 4L, 8L, 15L, 15L);
        assertThat(SignInProof.nextWait(REFUSED, Duration.ofMinutes(1))).isEqualTo(Duration.ofHours(1));
    }
}
