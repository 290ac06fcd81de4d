package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.deliver.AcceptResult;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client may ask of the listener, and what becomes of one that asks for more. */
class ListenerLimitsTest {
    private static final String ENVELOPE =
            "c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n";

    @Test
    void tenThousandRecipients() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<app@contoso.example>\ns <- 250");
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 10_000; i++) {
                all.append("RCPT TO:<r").append(i).append("@example.org>\r\n");
            }
            Thread sender = new Thread(() -> sendAll(script, all.toString()));
            sender.start();
            for (int i = 0; i < 10_000; i++) {
                script.run(i < 1000 ? "s <- 250 2.1.5" : "s <- 452 4.5.3");
            }
            script.run("c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .\ns <- 250 2.0.0\nc -> NOOP\ns <- 250");
            assertThat(harbour.only().envelope().recipients()).hasSize(1000).endsWith("r999@example.org");
        }
    }

    private static void sendAll(Script script, String octets) {
        try {
            script.send(octets);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aCommandLineThatIsTooLongIsNotCarriedOut() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            String padding = "x".repeat(ClientChannel.LONGEST_LINE);
            script.run("c -> MAIL FROM:<app@contoso.example> " + padding
                    + "\ns <- 500 5.5.2\nc -> RCPT TO:<a@example.org>\ns <- 503 5.5.1\nc -> NOOP " + padding
                    + "RSET\ns <- 500 5.5.2\nc -> NOOP\ns <- 250");
        }
    }

    @Test
    void aLineWithoutEndIsCutOff() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            for (int i = 0; i < 17; i++) {
                script.send("x".repeat(64 * 1024));
            }
            script.run("s <- 421 4.7.0\ns <- |");
        }
    }

    @Test
    void oversizedLinesOfAMessageGoOnAsTheyAre() throws IOException {
        String line = "y".repeat(100_000);
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run(ENVELOPE + "c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> " + line + "\nc -> .\ns <- 250");
            assertThat(harbour.content()).isEqualTo("Subject: x\r\n\r\n" + line + "\r\n");
        }
    }

    @Test
    void aBodyAboveSizeIsReadToItsEndAndRefused() throws IOException {
        ListenerLimits small = limits(1000, Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (Harbour harbour = Harbour.open(small);
                Script script = harbour.greeted()) {
            script.run(ENVELOPE + "c -> DATA\ns <- 354");
            String line = "MAIL FROM:<evil@example.org>\r\n";
            script.send("Subject: x\r\n\r\n" + line.repeat(10_000) + ".\r\n");
            script.run("s <- 552 5.3.4 The message is larger than the 1000 bytes");
            script.run("c -> NOOP\ns <- 250 2.0.0");
            script.run(SmtpSessionTest.mail());
            assertThat(harbour.roads.carried()).hasSize(1);
            assertThat(harbour.passages).hasSize(2);
        }
    }

    @Test
    void aBodyOfExactlyTheSizeGoesOn() throws IOException {
        ListenerLimits small = limits(1000, Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (Harbour harbour = Harbour.open(small);
                Script script = harbour.greeted()) {
            String message = "Subject: x\r\n\r\n" + "z".repeat(1000 - 16) + "\r\n";
            script.run(
                    "c -> MAIL FROM:<app@contoso.example> SIZE=1000\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n"
                            + "c -> DATA\ns <- 354");
            script.send(message + ".\r\n");
            script.run("s <- 250 2.0.0");
            assertThat(harbour.passages.get(0).size()).isEqualTo(1000);
        }
    }

    @Test
    void whatTheAccountsRoadCannotCarryIsRefusedBeforeItIsSent() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            harbour.roads.largest(5000);
            script.run("c -> MAIL FROM:<app@contoso.example> SIZE=5001\ns <- 552 5.3.4\n"
                    + "c -> MAIL FROM:<app@contoso.example> SIZE=5000\ns <- 250");
        }
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws IOException, InterruptedException {
        ListenerLimits small = limits(1000, Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (Harbour harbour = Harbour.open(small);
                Script script = harbour.greeted()) {
            script.run(ENVELOPE + "c -> DATA\ns <- 354");
            OutputStream out = script.socket().getOutputStream();
            byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            Thread flood = new Thread(() -> {
                try {
                    for (int i = 0; i < 4096; i++) {
                        out.write(block);
                    }
                } catch (IOException e) {
                    // the end that the test is about
                }
            });
            flood.start();
            flood.join(20_000);
            assertThat(flood.isAlive()).isFalse();
            await().atMost(Duration.ofSeconds(10)).until(() -> harbour.passages.isEmpty());
            assertThat(harbour.roads.carried()).isEmpty();
        }
    }

    @Test
    void aSilentClientIsSentAway() throws IOException {
        try (Harbour harbour = Harbour.open(limits(1000, Duration.ofMillis(200), Duration.ofSeconds(20)));
                Script script = harbour.greeted()) {
            script.run("s <- 421 4.4.2\ns <- |");
        }
        try (Harbour harbour = Harbour.open(limits(1000, Duration.ofMillis(200), Duration.ofSeconds(20)));
                Script script = harbour.greeted()) {
            script.run(ENVELOPE + "c -> DATA\ns <- 354\nc => Subj\ns <- 421 4.4.2\ns <- |");
            assertThat(harbour.roads.carried()).isEmpty();
        }
    }

    @Test
    void aClientThatTricklesIsNoBetterOff() throws IOException {
        try (Harbour harbour = Harbour.open(limits(1000, Duration.ofMillis(400), Duration.ofMillis(600)));
                Script command = harbour.greeted();
                Script message = harbour.greeted()) {
            message.run(ENVELOPE + "c -> DATA\ns <- 354");
            List<String> farewells = new ArrayList<>();
            for (Script script : List.of(command, message)) {
                Thread trickle = new Thread(() -> await().pollInterval(Duration.ofMillis(50))
                        .atMost(Duration.ofSeconds(15))
                        .until(() -> !sends(script)));
                trickle.setDaemon(true);
                trickle.start();
                farewells.add(script.readLine());
            }
            assertThat(farewells).allSatisfy(line -> assertThat(line).startsWith("421 4.4.2"));
        }
    }

    @Test
    void clientsThatStopHalfWayHoldUpNobody() throws IOException {
        List<Script> stopped = new ArrayList<>();
        try (Harbour harbour = Harbour.open()) {
            for (int i = 0; i < 40; i++) {
                stopped.add(harbour.greeted()
                        .run(i % 2 == 0 ? "c => MAIL FR" : ENVELOPE + "c -> DATA\ns <- 354\nc => Subj"));
            }
            try (Script script = harbour.greeted()) {
                script.run(SmtpSessionTest.mail());
            }
            assertThat(harbour.roads.carried()).hasSize(1);
            for (Script script : stopped) {
                script.close();
            }
        }
    }

    private static boolean sends(Script script) {
        try {
            script.send("x");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleOfAMessageHasSentNone() throws IOException {
        try (Harbour harbour = Harbour.open()) {
            try (Script script = harbour.greeted()) {
                script.run(ENVELOPE + "c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> half of");
            }
            try (Script script = harbour.greeted()) {
                script.run(SmtpSessionTest.mail());
            }
            assertThat(harbour.roads.carried()).hasSize(1);
            assertThat(harbour.content()).doesNotContain("half of");
        }
    }

    @Test
    void junkIsHeardOutForAWhile() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            for (int i = 1; i < Harbour.LIMITS.refusals(); i++) {
                script.run("c -> JUNK\ns <- 500 5.5.2");
            }
            script.run("c -> JUNK\ns <- 421 4.7.0\ns <- |");
        }
    }

    @Test
    void refusedRecipientsAreNoJunk() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<app@contoso.example>\ns <- 250");
            for (int i = 0; i < 100; i++) {
                script.run("c -> RCPT TO:<nonsense>\ns <- 553 5.1.3");
            }
        }
    }

    @Test
    void smallTalkIsHeardOutForAWhile() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            String reply = "250";
            for (int i = 0; i < 2000 && reply.startsWith("250"); i++) {
                script.send("NOOP\r\n");
                reply = script.reply();
            }
            assertThat(reply).startsWith("421 4.7.0");
        }
    }

    @Test
    void failedLoginsCloseTheConnection() throws IOException {
        try (Harbour harbour = Harbour.withLogins("app:LEGACYPASSWORD", java.util.Optional.empty(), "127.0.0.1");
                Script script = harbour.greeted()) {
            // app, and "wrong"
            script.run(
                    "c -> AUTH PLAIN AGFwcAB3cm9uZw==\ns <- 535 5.7.8\nc -> AUTH PLAIN AGFwcAB3cm9uZw==\ns <- 535 5.7.8\n"
                            + "c -> AUTH PLAIN AGFwcAB3cm9uZw==\ns <- 421 4.7.0\ns <- |");
            assertThat(harbour.refusals).hasSize(3);
        }
    }

    @Test
    void theClientWhoIsTooManyMayComeAgain() throws IOException {
        ListenerLimits two = Harbour.limits(1000, 10, 2, Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (Harbour harbour = Harbour.open(two);
                Script first = harbour.greeted();
                Script second = harbour.greeted()) {
            try (Script third = harbour.connect()) {
                third.run("s <- 421 4.3.2\ns <- |");
            }
            first.run("c -> QUIT\ns <- 221\ns <- |");
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                try (Script again = harbour.connect()) {
                    again.run("s <- 220");
                }
            });
            second.run("c -> NOOP\ns <- 250");
        }
    }

    @Test
    void aLargeMessageLeavesNoFileBehind(@TempDir Path folder) throws IOException {
        try (Harbour harbour = Harbour.withFolder(folder);
                Script script = harbour.greeted()) {
            String body = "0123456789".repeat(400_000);
            script.run(ENVELOPE + "c -> DATA\ns <- 354");
            script.send("Subject: x\r\n\r\n" + body + "\r\n.\r\n");
            script.run("s <- 250 2.0.0");
            assertThat(harbour.content()).isEqualTo("Subject: x\r\n\r\n" + body + "\r\n");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void aMessageThatCannotBeKeptIsReadToItsEndAndMayComeAgain(@TempDir Path folder) throws IOException {
        try (Harbour harbour = Harbour.withFolder(folder);
                Script script = harbour.greeted()) {
            Files.delete(folder);
            script.run(ENVELOPE + "c -> DATA\ns <- 354");
            script.send("Subject: x\r\n\r\n" + "0123456789\r\n".repeat(200_000) + ".\r\n");
            script.run("s <- 452 4.3.1");
            script.run(SmtpSessionTest.mail());
            assertThat(harbour.roads.carried()).hasSize(1);
        }
    }

    @Test
    void whatGoesInACircleIsStopped() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run(ENVELOPE + "c -> DATA\ns <- 354");
            script.send("Received: from x by y\r\n".repeat(101) + "Subject: x\r\n\r\n.\r\n");
            script.run("s <- 554 5.4.6");
            assertThat(harbour.roads.carried()).isEmpty();
        }
    }

    @Test
    void aHandlerThatFailsIsATransientFailure() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            harbour.roads.answer(submission -> {
                throw new IllegalStateException("as a test wants it");
            });
            script.run(ENVELOPE
                    + "c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .\ns <- 451 4.3.0\nc -> NOOP\ns <- 250");
        }
    }

    @Test
    void stoppingLetsAMailUnderWayFinish() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Harbour harbour = Harbour.open();
                Script busy = harbour.greeted();
                Script idle = harbour.greeted()) {
            harbour.roads.answer(submission -> {
                arrived.countDown();
                awaitQuietly(goOn);
                return Outcome.all(
                        submission.envelope().recipients(), Status.accepted(Reply.of(250, "2.0.0", "OK")), "graph", "");
            });
            busy.run(ENVELOPE + "c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .");
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            Thread stop = new Thread(harbour.listener::close);
            stop.start();
            idle.run("s <- 421 4.3.2\ns <- |");
            goOn.countDown();
            busy.run("s <- 250 2.0.0\ns <- 421 4.3.2\ns <- |");
            stop.join(10_000);
            assertThat(stop.isAlive()).isFalse();
            AcceptResult receipt = harbour.passages.get(0).receipt();
            assertThat(receipt.reply().code()).isEqualTo(250);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ListenerLimits limits(long size, Duration idle, Duration data) {
        return Harbour.limits(size, 10, 10, idle, data);
    }
}
