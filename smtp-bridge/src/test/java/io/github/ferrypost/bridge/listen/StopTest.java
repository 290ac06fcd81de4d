package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.deliver.AcceptResult;
import io.github.ferrypost.bridge.deliver.Delivery;
import io.github.ferrypost.bridge.deliver.SubmittedMail;
import io.github.ferrypost.reply.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {
    @TempDir
    private Path folder;

    /** Found by the soak: the bridge stopped only when the attempt ended, 30 s after its limit. */
    @Test
    void stoppingDoesNotWaitBeyondItsLimitForADeliveryThatHangs() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Harbour harbour =
                        Harbour.delivering(Harbour.LIMITS, folder, around -> new Hanging(around, arrived, goOn));
                Script client = harbour.greeted()) {
            client.run("c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n"
                    + "c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .");
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            Thread stop = new Thread(harbour.listener::close);
            stop.start();
            stop.join(Harbour.LIMITS.waits().stop().plus(Duration.ofSeconds(10)).toMillis());
            boolean ended = !stop.isAlive();
            goOn.countDown();
            assertThat(ended).isTrue();
            client.run("s <- |");
        }
    }

    private record Hanging(Delivery around, CountDownLatch arrived, CountDownLatch goOn) implements Delivery {
        @Override
        public AcceptResult take(SubmittedMail mail) {
            arrived.countDown();
            try {
                assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new AcceptResult(Reply.of(250, "2.0.0", "OK"), "", "");
        }

        @Override
        public boolean hasRoom(long bytes) {
            return around.hasRoom(bytes);
        }

        @Override
        public long largest(Account account) {
            return around.largest(account);
        }
    }
}
