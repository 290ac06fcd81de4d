package io.github.ferrypost.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * The TCP connection below TLS. All its reads together end at a deadline; with a timeout per read, a server that
 * sends an octet now and then could continue for ever. Java has no write timeout: {@link WriteWatch} ends stuck writes.
 * As with every {@link Socket}, an interrupt affects neither. For one thread at a time, except {@link #abort}.
 */
final class DeadlineSocket extends Socket {
    /** No deadline; half of the range, so that a difference does not overflow. */
    static final long NONE = Long.MAX_VALUE / 2;

    private volatile long end;

    DeadlineSocket(Proxy way, long end) {
        super(way);
        this.end = end;
    }

    /** @param newEnd in terms of {@link System#nanoTime()} */
    void deadline(long newEnd) {
        end = newEnd;
    }

    boolean isOverdue() {
        return System.nanoTime() - end > 0;
    }

    /** @throws SocketTimeoutException if the deadline has passed */
    static int millisUntil(long end) throws SocketTimeoutException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the deadline of the exchange");
        }
        // rounded up, because 0 means no timeout; a day at most
        return (int) Math.min(TimeUnit.DAYS.toMillis(1), TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }

    /** Closes the connection at once, whatever another thread is doing with it. */
    void abort() {
        try {
            close();
        } catch (IOException e) {
            // nothing to do for a connection that is being closed
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
