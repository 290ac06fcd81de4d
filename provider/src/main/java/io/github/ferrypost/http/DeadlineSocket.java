package io.github.ferrypost.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * The TCP connection below TLS. Its reads end at a deadline however many of them there are; a server that sends an octet now
 * and then would satisfy a time-out for each. Java has no time-out for writes: {@link WriteWatch} ends those. As with every
 * {@link Socket}, an interrupt disturbs neither. For one thread at a time; only {@link #abort} is for others.
 */
final class DeadlineSocket extends Socket {
    /** A deadline that is never met; half of the range, so that a difference does not overflow. */
    static final long NONE = Long.MAX_VALUE / 2;

    private volatile long end;

    DeadlineSocket(Proxy way, long end) {
        super(way);
        this.end = end;
    }

    /** @param newEnd as {@link System#nanoTime()} tells it */
    void deadline(long newEnd) {
        end = newEnd;
    }

    boolean isOverdue() {
        return System.nanoTime() - end > 0;
    }

    /** @throws SocketTimeoutException at the deadline */
    static int millisUntil(long end) throws SocketTimeoutException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the deadline of the exchange");
        }
        // rounded up, as 0 means for ever; a day at most
        return (int) Math.min(TimeUnit.DAYS.toMillis(1), TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }

    /** Ends the connection at once, whatever another thread is doing with it. */
    void abort() {
        try {
            close();
        } catch (IOException e) {
            // nothing is left to do for a connection that is given up
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                setSoTimeout(millisUntil(end));
                return in.read(buffer, offset, length);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public void close() throws IOException {
                DeadlineSocket.this.close();
            }
        };
    }
}
