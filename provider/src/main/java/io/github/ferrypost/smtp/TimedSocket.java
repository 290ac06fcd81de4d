package io.github.ferrypost.smtp;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The TCP connection below TLS. Sends small packets at once, because waiting to fill them costs 40 ms a command
 * against a server that delays its acknowledgements. Reads end at a deadline that covers a whole reply or handshake:
 * with a timeout for each read, a server that sends one octet a minute could continue for ever. Java has no write
 * timeout, so the socket records when a write began, and {@link IdleConnectionReaper} closes it if that takes too
 * long. For one thread at a time; {@link #abort()} may be called by any.
 */
final class TimedSocket extends Socket {
    /**
     * Large services have many addresses, and some may be dead: all are tried, but only for as long as this many
     * silent ones take. An unreachable address costs no time.
     */
    private static final int SILENT_ADDRESSES = 3;

    private volatile long writingSince;
    private volatile boolean writing;
    private volatile long readUntil;

    private TimedSocket() {}

    /**
     * Connects to the first address of the host that responds.
     *
     * @param connect timeout for each address
     * @throws IOException the failure of the last address
     */
    static TimedSocket connect(String host, int port, Duration connect) throws IOException {
        IOException failure = new UnknownHostException(host);
        long end = System.nanoTime() + connect.multipliedBy(SILENT_ADDRESSES).toNanos();
        for (InetAddress address : alternating(InetAddress.getAllByName(host))) {
            if (System.nanoTime() - end > 0) {
                break;
            }
            TimedSocket socket = new TimedSocket();
            try {
                socket.setTcpNoDelay(true);
                // keeps the given name: TLS checks it, and a reverse lookup would be a DNS query
                InetAddress named = InetAddress.getByAddress(host, address.getAddress());
                socket.connect(new InetSocketAddress(named, port), millis(connect));
                return socket;
            } catch (IOException e) {
                failure = e;
                socket.abort();
            }
        }
        throw failure;
    }

    /**
     * Alternates IPv4 and IPv6, starting with the family of the first (RFC 8305 section 4): one of them may be
     * unreachable here.
     */
    static List<InetAddress> alternating(InetAddress... all) {
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        for (InetAddress address : all) {
            boolean likeTheFirst = address.getClass() == all[0].getClass();
            (likeTheFirst ? first : second).add(address);
        }
        List<InetAddress> order = new ArrayList<>();
        while (!first.isEmpty() || !second.isEmpty()) {
            Optional.ofNullable(first.poll()).ifPresent(order::add);
            Optional.ofNullable(second.poll()).ifPresent(order::add);
        }
        return order;
    }

    /** Limits the total time of all reads from now on. */
    void readWithin(Duration wait) {
        readUntil = System.nanoTime() + wait.toNanos();
    }

    /** Whether one write has been in progress for longer than this. */
    boolean isStuck(Duration longest) {
        return writing && System.nanoTime() - writingSince > longest.toNanos();
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
            public int read(byte[] bytes, int offset, int length) throws IOException {
                long left = readUntil - System.nanoTime();
                if (left <= 0) {
                    throw new SocketTimeoutException("Read timed out");
                }
                setSoTimeout(millis(Duration.ofNanos(left)));
                return in.read(bytes, offset, length);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public void close() throws IOException {
                TimedSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                writingSince = System.nanoTime();
                writing = true;
                try {
                    out.write(bytes, offset, length);
                } finally {
                    writing = false;
                }
            }

            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void close() throws IOException {
                TimedSocket.this.close();
            }
        };
    }

    /** The local address in the form EHLO requires if there is no public name (RFC 5321 section 4.1.3). */
    String literal() {
        SocketAddress local = getLocalSocketAddress();
        String address = local instanceof InetSocketAddress
                ? ((InetSocketAddress) local).getAddress().getHostAddress()
                : "127.0.0.1";
        int scope = address.indexOf('%');
        String bare = scope < 0 ? address : address.substring(0, scope);
        return bare.indexOf(':') < 0 ? "[" + bare + "]" : "[IPv6:" + bare + "]";
    }

    /** Zero would mean no timeout. */
    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(TimeUnit.DAYS.toMillis(1), duration.toMillis()));
    }
}
