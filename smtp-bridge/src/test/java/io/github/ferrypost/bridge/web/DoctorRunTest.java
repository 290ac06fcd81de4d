package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.doctor.Doctor;
import io.github.ferrypost.doctor.DoctorRequest;
import io.github.ferrypost.doctor.Finding;
import io.github.ferrypost.doctor.Health;
import io.github.ferrypost.sandbox.Sandbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who watches an examination, and how fast. */
@Timeout(60)
class DoctorRunTest {
    private static final DoctorRun.End WELL = new DoctorRun.End(Health.OK, List.of(), false, "", Optional.empty());

    private static List<Finding> findings;

    private final DoctorRun examination = new DoctorRun(new SettingsDraft("", Map.of()), false, Instant.EPOCH);

    @BeforeAll
    static void examine() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                Doctor doctor = Doctor.standard(Settings.of(sandbox.settings()))) {
            findings = doctor.examine(DoctorRequest.of(Settings.of(sandbox.settings()), ""), finding -> {})
                    .findings();
        }
    }

    @Test
    void aBrowserThatDoesNotReadHoldsUpNobody() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CompletableFuture<Void> reads = new CompletableFuture<>();
        CompletableFuture<Void> slow = tell(new Listening() {
            @Override
            public void found(Finding finding) {
                stuck.countDown();
                reads.join();
            }
        });
        Listening other = new Listening();
        CompletableFuture<Void> fast = tell(other);

        examination.found(findings.get(0));
        stuck.await();
        examination.found(findings.get(1));
        examination.ended(WELL);

        fast.get();
        assertThat(other.heard)
                .containsExactly(findings.get(0).id(), findings.get(1).id(), "end");
        assertThat(examination.await()).isSameAs(WELL);
        assertThat(slow).isNotDone();
        reads.complete(null);
        slow.get();
    }

    @Test
    void whoComesLateHearsAll() throws Exception {
        examination.found(findings.get(0));
        examination.ended(WELL);
        Listening late = new Listening();
        examination.tell(late);
        assertThat(late.heard).containsExactly(findings.get(0).id(), "end");
    }

    @Test
    void whoIsGoneIsToldNoMore() throws Exception {
        Listening gone = new Listening() {
            @Override
            public boolean isGone() {
                return !heard.isEmpty();
            }
        };
        CompletableFuture<Void> told = tell(gone);
        examination.found(findings.get(0));
        told.get();
        assertThat(gone.heard).containsExactly(findings.get(0).id());
    }

    private CompletableFuture<Void> tell(DoctorRun.Watcher watcher) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        examination.tell(watcher);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task, "telling").start());
    }

    private static class Listening implements DoctorRun.Watcher {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void found(Finding finding) {
            heard.add(finding.id());
        }

        @Override
        public void ended(DoctorRun.End end) {
            heard.add("end");
        }

        @Override
        public boolean isGone() {
            return false;
        }
    }
}
