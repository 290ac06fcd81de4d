package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages to store, and statuses that tries come to. */
final class Mail {
    static final Duration LEASE = Duration.ofMinutes(5);
    static final Status LATER = Status.later(
            FailureScope.SESSION, Reply.of(451, "4.3.2", "ApplicationThrottled").withDetail("request-id 1"));
    static final Status NEVER = Status.never(
            FailureScope.RECIPIENT,
            Reply.of(550, "5.1.1", "ErrorInvalidRecipients").withRemedy("Check the address."));
    static final Status ACCEPTED = Status.accepted(Reply.of(250, "2.0.0", "sent"));
    static final Status IN_DOUBT = Status.inDoubt(Reply.of(451, "4.4.2", "the answer was lost"));

    private Mail() {}

    static NewEntry to(String account, byte[] body, Instant arrived, String... recipients) {
        return NewEntry.of(
                account, Envelope.of("sender@contoso.example", List.of(recipients)), ByteSource.of(body), arrived);
    }

    static NewEntry small(String account, Instant arrived) {
        return to(account, body(500, account.hashCode()), arrived, "a@fabrikam.example");
    }

    /** Bytes that a seed decides. */
    static byte[] body(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] read(ByteSource bytes) throws IOException {
        try (InputStream in = bytes.open()) {
            return in.readAllBytes();
        }
    }

    /** A body that breaks off with an error after so many bytes. */
    static ByteSource broken(int after) {
        return new ByteSource() {
            @Override
            public InputStream open() {
                return new InputStream() {
                    private final InputStream start = new ByteArrayInputStream(new byte[after]);

                    @Override
                    public int read() throws IOException {
                        byte[] one = new byte[1];
                        read(one, 0, 1);
                        return one[0];
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        int count = start.read(target, offset, length);
                        if (count < 0) {
                            throw new IOException("the client has gone");
                        }
                        return count;
                    }
                };
            }

            @Override
            public long size() {
                return after + 1L;
            }
        };
    }

    static List<Claim> claimAll(Spool spool) throws SpoolException {
        List<Claim> all = new ArrayList<>();
        List<Claim> some;
        do {
            some = spool.claim(100, account -> 100, LEASE);
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }
}
