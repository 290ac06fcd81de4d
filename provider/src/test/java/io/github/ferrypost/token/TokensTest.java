package io.github.ferrypost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private void sceneWith(TokenOptions options) {
        scene.close();
        scene = new Scene(options);
    }

    private static List<TokenResult> atOnce(int threads, Callable<TokenResult> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<TokenResult> grants = new ArrayList<>();
            for (Future<TokenResult> future : pool.invokeAll(java.util.Collections.nCopies(threads, task))) {
                grants.add(future.get());
            }
            return grants;
        } finally {
            pool.shutdownNow();
        }
    }

    /** 20 cold calls were 20 token requests: smtp-oauth-relay, and MSAL4J itself. */
    @Test
    void twentyColdCallsAreOneRequest() throws Exception {
        scene.sandbox.faults().next(Target.TOKEN, Fault.delay(Duration.ofMillis(300)));
        Set<String> values = new HashSet<>();
        for (TokenResult grant : atOnce(20, scene::get)) {
            values.add(grant.token().value());
        }
        assertThat(values).hasSize(1);
        assertThat(scene.requests()).isEqualTo(1);
    }

    @Test
    void aTokenIsKeptAndItsEndIsKnown() {
        Instant start = Instant.now();
        Token first = scene.get().token();
        scene.clock.advance(Duration.ofMinutes(54));
        assertThat(scene.get().token()).isEqualTo(first);
        assertThat(scene.requests()).isEqualTo(1);
        assertThat(first.expires())
                .isBetween(start.plus(HOUR).minusSeconds(5), start.plus(HOUR).plusSeconds(10));
    }

    @Test
    void mailboxesOfOneAppShareATokenAndResourcesDoNot() {
        scene.get();
        Account other = scene.account().withName("other").withSenders(Set.of("*"));
        scene.tokens.get(other, TokenResource.GRAPH);
        assertThat(scene.requests()).isEqualTo(1);
        Token smtp = scene.tokens.get(other, TokenResource.SMTP).token();
        assertThat(scene.requests()).isEqualTo(2);
        assertThat(smtp).isNotEqualTo(scene.get().token());
    }

    @Test
    void N3_aForgottenTokenAndAForgottenRefusalAreAskedForAgain() {
        Token first = scene.get().token();
        scene.tokens.forget(scene.account());
        assertThat(scene.get().token()).isNotEqualTo(first);
        scene.tokens.forget(scene.account());
        scene.sandbox.app().consent(true).disabled(true);
        assertThat(scene.get().isRefused()).isTrue();
        scene.sandbox.app().disabled(false);
        assertThat(scene.get().isRefused()).as("remembered").isTrue();
        scene.tokens.forget(scene.account());
        assertThat(scene.get().isRefused()).isFalse();
    }

    @Test
    void nearItsEndATokenIsRenewedWhileCallersGoOnWithTheOldOne() {
        Token old = scene.get().token();
        scene.clock.advance(Duration.ofMinutes(56));
        scene.sandbox.faults().next(Target.TOKEN, Fault.delay(Duration.ofMillis(300)));
        assertThat(scene.get().token()).isEqualTo(old);
        await().untilAsserted(() -> assertThat(scene.get().token()).isNotEqualTo(old));
        assertThat(scene.requests()).isEqualTo(2);
    }

    @Test
    void whileEntraIsDownTheLastGoodTokenServesUntilItsRealEnd() {
        Token old = scene.get().token();
        scene.sandbox.faults().always(Target.TOKEN, Fault.status(503));
        scene.clock.advance(Duration.ofMinutes(56));
        for (int i = 0; i < 20; i++) {
            assertThat(scene.get().token()).isEqualTo(old);
        }
        await().until(() -> scene.requests() == 2);
        scene.clock.advance(Duration.ofSeconds(14));
        assertThat(scene.get().token()).isEqualTo(old);
        assertThat(scene.requests()).isEqualTo(2);
        scene.clock.advance(Duration.ofSeconds(2));
        assertThat(scene.get().token()).isEqualTo(old);
        await().until(() -> scene.requests() == 3);

        scene.clock.advance(Duration.ofMinutes(4).minusSeconds(30));
        assertThat(scene.get().token()).isEqualTo(old);
        scene.clock.advance(Duration.ofSeconds(90));
        TokenResult after = scene.get();
        assertThat(after.isRefused()).isTrue();
        assertThat(after.refusal().verdict()).isEqualTo(Verdict.TRANSIENT);

        scene.sandbox.faults().clear();
        assertThat(scene.get().token()).isNotEqualTo(old);
    }

    @Test
    void whileEntraHangsCallersWithAGoodTokenDoNotWait() {
        Token old = scene.get().token();
        scene.sandbox.faults().always(Target.TOKEN, Fault.stall());
        scene.clock.advance(Duration.ofMinutes(56));
        Instant start = Instant.now();
        assertThat(scene.get().token()).isEqualTo(old);
        assertThat(scene.get().token()).isEqualTo(old);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aHangingEntraEndsInLater() throws Exception {
        sceneWith(TokenOptions.standard().withRequestTimeout(Duration.ofMillis(800)));
        scene.sandbox.faults().always(Target.TOKEN, Fault.stall());
        for (TokenResult grant : atOnce(5, scene::get)) {
            assertThat(grant.refusal().verdict()).isEqualTo(Verdict.TRANSIENT);
            assertThat(grant.refusal().reply().toString())
                    .startsWith("454 4.7.0")
                    .contains("did not answer in time");
        }
        assertThat(scene.requests()).isEqualTo(1);
    }

    @Test
    void nobodyWaitsForAnotherLongerThanTheLimit() {
        sceneWith(TokenOptions.standard().withWaitLimit(Duration.ofMillis(300)));
        scene.sandbox.faults().always(Target.TOKEN, Fault.stall());
        assertThat(scene.get().refusal().reply().text()).contains("has not answered within");
    }

    @Test
    void D1_anInterruptDoesNotCutTheWaitShort() throws Exception {
        scene.sandbox.faults().next(Target.TOKEN, Fault.delay(Duration.ofSeconds(1)));
        TokenResult[] interrupted = new TokenResult[1];
        boolean[] flag = new boolean[1];
        Thread first = new Thread(() -> {
            interrupted[0] = scene.get();
            flag[0] = Thread.currentThread().isInterrupted();
        });
        first.start();
        await().until(() -> first.getState() == Thread.State.TIMED_WAITING);
        first.interrupt();
        first.join(5000);
        assertThat(interrupted[0].isRefused()).isFalse();
        assertThat(flag[0]).as("the flag stays set").isTrue();
        assertThat(scene.requests()).isEqualTo(1);
    }

    @Test
    void D1_anInterruptDoesNotLengthenTheWaitEither() throws Exception {
        sceneWith(TokenOptions.standard().withWaitLimit(Duration.ofMillis(500)));
        scene.sandbox.faults().always(Target.TOKEN, Fault.stall());
        TokenResult[] refused = new TokenResult[1];
        Thread waiting = new Thread(() -> refused[0] = scene.get());
        waiting.start();
        long start = System.nanoTime();
        await().until(() -> {
            waiting.interrupt();
            return !waiting.isAlive();
        });
        assertThat(refused[0].refusal().reply().text()).contains("has not answered within");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    /** SMTP2Graph and email-oauth2-proxy give a dead token again until it expires. */
    @Test
    void aTokenThatWasRefusedIsThrownAwayAndAskedAnewOnce() throws Exception {
        Token dead = scene.get().token();
        List<TokenResult> fresh = atOnce(10, () -> {
            scene.tokens.reject(scene.account(), TokenResource.GRAPH, dead);
            return scene.get();
        });
        assertThat(fresh).allSatisfy(grant -> assertThat(grant.token()).isNotEqualTo(dead));
        assertThat(scene.requests()).isEqualTo(2);

        scene.tokens.reject(scene.account(), TokenResource.GRAPH, dead);
        scene.get();
        assertThat(scene.requests()).isEqualTo(2);
    }

    @Test
    void D17_aTokenOfFourSecondsIsUsedForMostOfThem() {
        scene.close();
        Sandbox sandbox = Sandbox.builder().tokenLifetime(Duration.ofSeconds(4)).start();
        try (sandbox) {
            Account account =
                    scene.account().withEndpoints(scene.account().endpoints().withLogin(sandbox.login()));
            Account here = Account.of(
                            sandbox.tenantId(), sandbox.clientId(), Credential.secret(sandbox.secret()), "a@b.example")
                    .withEndpoints(account.endpoints());
            for (int call = 0; call < 20; call++) {
                assertThat(scene.tokens.get(here, TokenResource.GRAPH).isRefused())
                        .isFalse();
            }
            assertThat(sandbox.requests().tokenRequests()).isEqualTo(1);
            // by the token's own end, as the sandbox's clock runs on while this one stands
            Instant end = scene.tokens.get(here, TokenResource.GRAPH).token().expires();
            scene.clock.advance(Duration.between(scene.clock.instant(), end).minusMillis(500));
            assertThat(scene.tokens.get(here, TokenResource.GRAPH).isRefused()).isFalse();
            assertThat(sandbox.requests().tokenRequests()).isEqualTo(2);
        }
    }

    @Test
    void aRefusalIsRememberedBrieflyThenAskedAgain() throws Exception {
        Account wrong = scene.account(Credential.secret("not-the-secret-not-the-secret"));
        for (int round = 1; round <= 2; round++) {
            for (TokenResult grant : atOnce(20, () -> scene.tokens.get(wrong, TokenResource.GRAPH))) {
                assertThat(grant.refusal().reply().text()).startsWith("AADSTS7000215: ");
            }
            assertThat(scene.requests()).isEqualTo(round);
            scene.clock.advance(Duration.ofSeconds(11));
        }
    }

    @Test
    void retryAfterIsObeyedInBothForms() {
        scene.sandbox.faults().next(Target.TOKEN, Fault.status(429).retryAfter(30));
        assertThat(scene.get().refusal().retryAfter()).contains(Duration.ofSeconds(30));
        scene.clock.advance(Duration.ofSeconds(20));
        assertThat(scene.get().refusal().retryAfter().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(scene.requests()).isEqualTo(1);
        scene.clock.advance(Duration.ofSeconds(11));

        scene.sandbox
                .faults()
                .next(Target.TOKEN, Fault.status(503).retryAfter(Instant.now().plusSeconds(40)));
        assertThat(scene.get().refusal().retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
        scene.clock.advance(Duration.ofSeconds(46));
        assertThat(scene.get().isRefused()).isFalse();
    }
}
