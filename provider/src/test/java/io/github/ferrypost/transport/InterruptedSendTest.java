package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A send that is interrupted goes on and is told truly, as with Angus, whose socket takes no notice of interrupts; the flag
 * is set again afterwards. Executors that are shut down and containers that stop interrupt in this way.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class InterruptedSendTest {
    private enum Road {
        GRAPH_WITH_DRAFTS("graph", "Mail.Send Mail.ReadWrite"),
        GRAPH("graph", "Mail.Send"),
        SMTP("smtp", "SMTP.SendAsApp");

        private final String roads;
        private final String roles;

        Road(String roads, String roles) {
            this.roads = roads;
            this.roles = roles;
        }
    }

    /** What became of one send. */
    private record End(Exception thrown, boolean stillInterrupted) {}

    private final List<End> ends = new ArrayList<>();

    private static Sandbox sandbox(Road road) {
        Sandbox sandbox = Sandbox.builder().serviceTime(Duration.ofMillis(120)).start();
        sandbox.app().roles(road.roles.split(" ", -1));
        return sandbox;
    }

    private static MimeMessage message(Sandbox sandbox, Road road, int number) throws MessagingException {
        Properties properties = new Properties();
        properties.putAll(sandbox.settings());
        properties.put("ferrypost.roads", road.roads);
        properties.put("mail.smtp.host", "smtp.office365.com");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(Sandbox.MAILBOX);
        message.setRecipients(Message.RecipientType.TO, "you" + number + "@example.org");
        message.setSubject("x");
        message.setText("hello");
        return message;
    }

    private synchronized void end(Exception thrown) {
        ends.add(new End(thrown, Thread.currentThread().isInterrupted()));
    }

    private Void send(MimeMessage message) {
        try {
            Transport.send(message);
            end(null);
        } catch (MessagingException e) {
            end(e);
        }
        return null;
    }

    private void allArriveOnce(Sandbox sandbox, int count) {
        assertThat(ends)
                .hasSize(count)
                .allSatisfy(end -> assertThat(end.thrown()).isNull());
        assertThat(sandbox.delivered()).hasSize(count);
        assertThat(sandbox.delivered().stream()
                        .flatMap(mail -> mail.recipients().stream())
                        .distinct())
                .hasSize(count);
    }

    /** 20 mails, interrupted 20 to 220 ms after their start, and one that is not; also the wait for a token, which is cold. */
    @ParameterizedTest
    @EnumSource(Road.class)
    void D1_21of21AreDeliveredOnceWithoutAnException(Road road) throws Exception {
        ScheduledExecutorService interrupting = Executors.newSingleThreadScheduledExecutor();
        try (Sandbox sandbox = sandbox(road)) {
            for (int i = 0; i <= 20; i++) {
                MimeMessage message = message(sandbox, road, i);
                Thread thread = new Thread(() -> send(message), "sender");
                thread.start();
                ScheduledFuture<?> interrupt =
                        interrupting.schedule(thread::interrupt, 10 + i * 10L, TimeUnit.MILLISECONDS);
                if (i == 0) {
                    interrupt.cancel(false);
                }
                thread.join();
            }
            allArriveOnce(sandbox, 21);
        } finally {
            interrupting.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Road.class)
    void D1_shutdownNowLosesNoMailThatIsUnderWay(Road road) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try (Sandbox sandbox = sandbox(road)) {
            CountDownLatch started = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                MimeMessage message = message(sandbox, road, i);
                pool.execute(() -> {
                    started.countDown();
                    send(message);
                });
            }
            started.await();
            pool.shutdownNow();
            assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            allArriveOnce(sandbox, 3);
            assertThat(ends).allMatch(End::stillInterrupted);
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Road.class)
    void D1_cancelDoesNotBreakAMailThatIsUnderWay(Road road) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try (Sandbox sandbox = sandbox(road)) {
            for (int i = 0; i < 5; i++) {
                MimeMessage message = message(sandbox, road, i);
                CountDownLatch started = new CountDownLatch(1);
                Future<Void> future = pool.submit(() -> {
                    started.countDown();
                    return send(message);
                });
                started.await();
                future.cancel(true);
                int count = i + 1;
                await().atMost(Duration.ofSeconds(30)).until(() -> endCount() == count);
            }
            allArriveOnce(sandbox, 5);
        } finally {
            pool.shutdownNow();
        }
    }

    private synchronized int endCount() {
        return ends.size();
    }

    /** The wait before another attempt is no exception. */
    @ParameterizedTest
    @EnumSource(Road.class)
    void D1_theWaitBeforeAnotherAttemptIsNotCutShort(Road road) throws Exception {
        try (Sandbox sandbox = sandbox(road)) {
            sandbox.faults().next(Target.GRAPH_DRAFT, Fault.status(429).retryAfter(1));
            sandbox.faults().next(Target.GRAPH_SEND, Fault.status(429).retryAfter(1));
            sandbox.faults().next(Target.SMTP_FINAL_DOT, Fault.reply("451 4.7.0 Temporary server error"));
            MimeMessage message = message(sandbox, road, 0);
            Thread thread = new Thread(() -> send(message), "sender");
            thread.start();
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING
                    && Arrays.stream(thread.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals(Retries.class.getName())));
            thread.interrupt();
            thread.join();
            allArriveOnce(sandbox, 1);
            assertThat(ends).allMatch(End::stillInterrupted);
        }
    }
}
