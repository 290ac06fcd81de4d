package io.github.ferrypost.bridge.bench;

import io.github.ferrypost.sandbox.exchange.Delivered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Holds what arrives against what was sent: each number once, for its own recipient, with the same body. Thread-safe. */
final class Tally {
    private static final byte[] NUMBER = (Letter.NUMBER + ": ").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY = {'\r', '\n', '\r', '\n'};

    private final BitSet arrived = new BitSet();
    private int run;
    private long bodyCrc;
    private long fileCrc;
    private int count;
    private String fault = "";

    /** A new run begins; what still arrives of an earlier one is a fault. */
    synchronized void begin(int newRun, long newBodyCrc, long newFileCrc) {
        run = newRun;
        bodyCrc = newBodyCrc;
        fileCrc = newFileCrc;
        arrived.clear();
        count = 0;
    }

    void add(Delivered mail) {
        byte[] bytes = mail.submitted();
        int at = find(NUMBER, bytes, 0);
        int body = find(BODY, bytes, 0);
        if (at < 0 || body < at) {
            fault("no number in " + mail);
            return;
        }
        int end = at;
        while (bytes[end] != '\r') {
            end++;
        }
        String[] words = new String(bytes, at, end - at, StandardCharsets.US_ASCII).split(" ", -1);
        long crc = mail.attachments().isEmpty()
                ? Letter.crc(bytes, body, bytes.length - body)
                : Letter.crc(
                        mail.attachments().get(0).bytes(),
                        0,
                        mail.attachments().get(0).bytes().length);
        count(Integer.parseInt(words[0]), Integer.parseInt(words[1]), crc, mail);
    }

    private synchronized void count(int ofRun, int number, long crc, Delivered mail) {
        if (ofRun != run) {
            fault("late: " + ofRun + " " + number);
        } else if (arrived.get(number)) {
            fault("twice: " + number);
        } else if (!mail.recipients().equals(Set.of(Letter.recipient(number)))) {
            fault("to others: " + mail);
        } else if (crc != (mail.attachments().isEmpty() ? bodyCrc : fileCrc)) {
            fault("changed: " + number + " " + mail);
        } else {
            arrived.set(number);
            count++;
            notifyAll();
        }
    }

    private synchronized void fault(String what) {
        fault = fault.isEmpty() ? what : fault;
        notifyAll();
    }

    /** Waits until the numbers below {@code sent} have arrived; "ok", or what is wrong. */
    synchronized String end(int sent, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (count < sent && fault.isEmpty() && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, end - System.nanoTime()));
        }
        if (!fault.isEmpty()) {
            return fault;
        }
        return count == sent && arrived.nextClearBit(0) == sent ? "ok" : "lost: " + (sent - count) + " of " + sent;
    }

    /** Where what follows the bytes begins; -1 where they do not occur. */
    private static int find(byte[] what, byte[] in, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            int j = 0;
            while (j < what.length && in[i + j] == what[j]) {
                j++;
            }
            if (j == what.length) {
                return i + what.length;
            }
        }
        return -1;
    }
}
