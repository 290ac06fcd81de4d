package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.deliver.AcceptResult;
import io.github.ferrypost.bridge.deliver.Delivery;
import io.github.ferrypost.bridge.deliver.SubmittedMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail that comes in leaves the disk its reserve. */
class IncomingFilesTest {
    private static final long MB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void SEC6_allFilesTogetherTakeHalfOfWhatIsFree() {
        long[] free = {100 * MB};
        IncomingFiles files = new IncomingFiles(folder, bytes -> true, () -> free[0]);
        int steps = 0;
        while (files.take(IncomingFiles.STEP)) {
            free[0] -= IncomingFiles.STEP;
            steps++;
        }
        assertThat(steps).isEqualTo(50);
        files.giveBack(10 * IncomingFiles.STEP);
        free[0] += 10 * IncomingFiles.STEP;
        assertThat(files.hasRoom(10 * MB)).isTrue();
        assertThat(files.hasRoom(11 * MB)).isFalse();
    }

    @Test
    void SEC6_aDiskThatIsFullIsNotTakenForOneThatDoesNotSay() {
        assertThat(new IncomingFiles(folder, bytes -> true, () -> 0).take(1)).isFalse();
        assertThat(new IncomingFiles(folder, bytes -> true, () -> {
                            throw new IOException("as a test wants it");
                        })
                        .take(1))
                .isTrue();
    }

    @Test
    void SEC6_theReserveOfTheQueueIsAskedForWhileAMessageComesIn() throws IOException {
        AtomicBoolean room = new AtomicBoolean(true);
        try (Harbour harbour = Harbour.delivering(Harbour.LIMITS, folder, delivery -> new Rationed(delivery, room));
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n"
                    + "c -> DATA\ns <- 354");
            script.send("Subject: x\r\n\r\n" + "0123456789\r\n".repeat(200_000));
            room.set(false);
            script.send("0123456789\r\n".repeat(200_000) + ".\r\n");
            script.run("s <- 452 4.3.1 The bridge cannot store the message, try again later");
            assertThat(harbour.roads.carried()).isEmpty();
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
            // a small one needs no disk, and a large one is refused before it is sent
            script.run(SmtpSessionTest.mail());
            script.run("c -> MAIL FROM:<app@contoso.example> SIZE=2000000\ns <- 452 4.3.1");
            room.set(true);
            script.run("c -> MAIL FROM:<app@contoso.example> SIZE=2000000\ns <- 250");
            assertThat(harbour.faults).isEmpty();
        }
    }

    private record Rationed(Delivery delivery, AtomicBoolean room) implements Delivery {
        @Override
        public AcceptResult take(SubmittedMail arrival) {
            return delivery.take(arrival);
        }

        @Override
        public long largest(Account account) {
            return delivery.largest(account);
        }

        @Override
        public boolean hasRoom(long bytes) {
            return room.get();
        }
    }
}
