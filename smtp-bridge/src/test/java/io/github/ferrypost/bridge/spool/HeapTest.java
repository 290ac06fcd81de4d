package io.github.ferrypost.bridge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.message.ByteSource;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapTest {
    private static final long SIZE = 150L << 20;

    @TempDir
    Path directory;

    @Test
    void largeMessageNeedsLittleHeapAndDelaysNoSmallOne() throws Exception {
        Process process = Child.start("", List.of("-Xmx24m"), Large.class, directory);
        String output;
        try (BufferedReader reader = Child.output(process)) {
            output = reader.lines().collect(Collectors.joining("\n"));
        }
        System.out.println(output);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("the same");
    }

    /** The process with little heap. */
    static final class Large {
        private Large() {}

        public static void main(String[] args) throws Exception {
            Clock clock = Clock.systemUTC();
            try (Spool spool = Spool.openToDeliver(Path.of(args[0]), clock)) {
                NewEntry small = Mail.small("sales", clock.instant());
                ByteSource large = new ByteSource() {
                    @Override
                    public InputStream open() {
                        return new Noise();
                    }

                    @Override
                    public long size() {
                        return SIZE;
                    }
                };
                AtomicBoolean stop = new AtomicBoolean();
                Thread others = new Thread(() -> storeAndMeasure(spool, small, stop));
                others.start();
                long start = System.nanoTime();
                EntryId id = spool.store(NewEntry.of("large", small.envelope(), large, clock.instant()));
                System.out.printf("150 MB stored in %.1f s%n", (System.nanoTime() - start) / 1e9);
                stop.set(true);
                others.join();

                start = System.nanoTime();
                Claim claim = spool.claim(1, account -> account.equals("large") ? 1 : 0, Duration.ofHours(1))
                        .get(0);
                System.out.println(sum(claim.message()).equals(sum(large)) ? "the same" : "another");
                System.out.printf("read and compared in %.1f s%n", (System.nanoTime() - start) / 1e9);
                start = System.nanoTime();
                spool.settle(claim, Settlement.done());
                System.out.printf("settled in %.1f ms%n", (System.nanoTime() - start) / 1e6);
                if (spool.show(id).isPresent()) {
                    System.exit(1);
                }
            }
        }

        private static void storeAndMeasure(Spool spool, NewEntry small, AtomicBoolean stop) {
            long worst = 0;
            int count = 0;
            while (!stop.get()) {
                long start = System.nanoTime();
                try {
                    spool.store(small);
                } catch (SpoolException e) {
                    throw new IllegalStateException(e);
                }
                worst = Math.max(worst, System.nanoTime() - start);
                count++;
            }
            System.out.printf("meanwhile %d small ones, the slowest in %.1f ms%n", count, worst / 1e6);
        }

        private static String sum(ByteSource bytes) throws Exception {
            MessageDigest digest = EntryDigest.digest();
            try (InputStream in = new DigestInputStream(bytes.open(), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return EntryDigest.hex(digest);
        }
    }

    /** So many bytes of noise, the same each time. */
    private static final class Noise extends InputStream {
        private final Random random = new Random(1);
        private long left = SIZE;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(left, Math.min(length, 8192));
            if (count == 0 && length > 0) {
                return -1;
            }
            byte[] noise = new byte[count];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, target, offset, count);
            left -= count;
            return count;
        }
    }
}
