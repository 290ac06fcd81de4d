package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One client's connection: reads lines and messages, writes replies. Each wait has one deadline for the whole line or
 * message, so a client that trickles bytes gains nothing over a silent one. Used by the session's thread; only
 * {@link #overdue} and {@link #stopReading} may be called from other threads.
 */
final class ClientChannel {
    /** RFC 4954 section 4: lines of AUTH may have 12288 octets. Other commands need 512 (RFC 5321 section 4.5.3.1.4). */
    static final int LONGEST_LINE = 12_288;
    /**
     * In octets, for all commands except AUTH; Postfix' line_length_limit. RFC 5321 section 4.5.3.1.4 requires 512, and
     * extensions add up to 700.
     */
    static final int LONGEST_COMMAND = 2048;

    /** Above this length, in octets, the channel stops reading the line. */
    private static final int ABSURD_LINE = 1 << 20;
    /** How many octets, and how long, the channel drains before it closes, so that the client can read the last reply. */
    private static final int LAST_GASP = 1 << 20;

    private static final Duration LAST_GASP_TIME = Duration.ofSeconds(1);
    /** How long DeadlineMonitor waits past the deadline before it closes the socket by force. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    private static final int NONE = -1;

    /** The first two octets of a TLS record with a ClientHello (RFC 8446 section 5.1). */
    private static final int TLS_HANDSHAKE = 0x16;

    private static final int TLS_VERSION = 3;

    private final Socket raw;
    private final InetAddress client;
    private final Optional<SocketOption<Boolean>> quickAck;
    private final LongSupplier nanoTime;
    private final byte[] buffer = new byte[16 * 1024];
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private int at;
    private int end;
    private boolean seenCrlf;
    private volatile boolean timed;
    private volatile long deadline;

    /** @param seenAs the address that the client counts as */
    ClientChannel(Socket socket, UnaryOperator<InetAddress> seenAs, LongSupplier nanoTime) throws IOException {
        this.raw = socket;
        this.client = seenAs.apply(socket.getInetAddress());
        this.nanoTime = nanoTime;
        raw.setTcpNoDelay(true);
        quickAck = quickAck(raw);
        use(socket);
    }

    /**
     * TCP_QUICKACK, on Linux. Many clients write a message in several segments without TCP_NODELAY and then wait for an
     * acknowledgement, which the kernel delays by 40 ms; this option saves that delay. Looked up by name, because the
     * module that defines it is optional.
     */
    @SuppressWarnings("unchecked")
    private static Optional<SocketOption<Boolean>> quickAck(Socket socket) {
        return socket.supportedOptions().stream()
                .filter(option -> option.name().equals("TCP_QUICKACK") && option.type() == Boolean.class)
                .map(option -> (SocketOption<Boolean>) option)
                .findFirst();
    }

    private void use(Socket newSocket) throws IOException {
        socket = newSocket;
        in = newSocket.getInputStream();
        out = new BufferedOutputStream(newSocket.getOutputStream(), 4096);
        at = end = 0;
    }

    InetAddress client() {
        return client;
    }

    /**
     * Reads the next command line, without its line end. A line ends in CRLF. It may end in a bare LF only while no
     * line of this connection has ended in CRLF: a program that writes LF writes it always, and a single LF among CRLFs
     * is a smuggled command (decision 2).
     */
    CommandLine readLine(Duration within) throws IOException {
        startTimer(within);
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        boolean broken = false;
        int length = 0;
        for (int before = NONE, octet = read(within); ; before = octet, octet = read(within)) {
            if (octet == NONE) {
                return CommandLine.END;
            }
            if (octet == '\n' && before == '\r') {
                seenCrlf = true;
                length--;
                break;
            }
            if (octet == '\n' && !seenCrlf && !broken) {
                break;
            }
            if (length == 1 && before == TLS_HANDSHAKE && octet == TLS_VERSION) {
                return CommandLine.TLS;
            }
            broken |= before == '\r' || octet == '\n' || octet == 0;
            if (broken && octet == '\n') {
                return CommandLine.BROKEN;
            }
            if (++length > ABSURD_LINE) {
                return CommandLine.BROKEN;
            }
            if (length <= LONGEST_LINE) {
                line.write(octet);
            }
        }
        stopTimer();
        if (broken) {
            return CommandLine.BROKEN;
        }
        if (length >= LONGEST_LINE) {
            return CommandLine.TOO_LONG;
        }
        return new CommandLine(
                CommandLine.Kind.TEXT, new String(line.toByteArray(), 0, length, StandardCharsets.UTF_8));
    }

    /** Whether the client uses bare LF as its line end. */
    boolean endsLinesWithLf() {
        return !seenCrlf;
    }

    /** Feeds a message to {@code data} up to its end; octets after the end stay buffered for the next command. */
    void receive(DataDecoder data, Duration silence, Duration within) throws IOException {
        startTimer(within);
        while (!data.ended()) {
            if (at == end && !fill(silence)) {
                throw new EOFException("the client disconnected in the middle of a message");
            }
            at = data.accept(buffer, at, end);
        }
        stopTimer();
    }

    private int read(Duration silence) throws IOException {
        return at < end || fill(silence) ? buffer[at++] & 0xff : NONE;
    }

    /** Flushes replies before blocking for input, so that the replies to a pipeline go out together. */
    private boolean fill(Duration silence) throws IOException {
        out.flush();
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - nanoTime.getAsLong());
        if (left <= 0) {
            throw new SocketTimeoutException("the client exceeded its time limit");
        }
        socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.min(left, silence.toMillis()))));
        if (quickAck.isPresent()) {
            // the kernel resets TCP_QUICKACK by itself, so set it before each read
            raw.setOption(quickAck.get(), true);
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    void say(Reply reply) throws IOException {
        say(ReplyText.of(reply));
    }

    /** @param lines complete lines, each with its CRLF */
    void say(String lines) throws IOException {
        out.write(lines.getBytes(StandardCharsets.US_ASCII));
    }

    void flush() throws IOException {
        out.flush();
    }

    /**
     * Starts TLS. Discards plain-text input that is already buffered, because anyone on the path could have injected it
     * (RFC 3207 section 4.2, CVE-2011-0411).
     */
    void encrypt(SSLContext context, String[] protocols, Duration within) throws IOException {
        out.flush();
        startTimer(within);
        // this overload creates a server-side socket and does no reverse DNS lookup
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, null, true);
        tls.setEnabledProtocols(protocols);
        raw.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, within.toMillis())));
        tls.startHandshake();
        use(tls);
        stopTimer();
    }

    /** The version of TLS as Java names it; {@code none} without TLS. */
    String tlsVersion() {
        return socket instanceof SSLSocket tls ? tls.getSession().getProtocol() : "none";
    }

    /** Stops the deadline while the client waits for the bridge. */
    void stopTimer() {
        timed = false;
    }

    private void startTimer(Duration within) {
        deadline = nanoTime.getAsLong() + within.toNanos();
        timed = true;
    }

    /** Whether the deadline passed so long ago that the session must be stuck in a read or write. */
    boolean overdue() {
        return timed && nanoTime.getAsLong() - deadline > GRACE;
    }

    /** Ends the session's wait for a command as if the client had disconnected. */
    void stopReading() throws IOException {
        raw.shutdownInput();
    }

    void closeAtOnce() {
        try {
            raw.close();
        } catch (IOException e) {
            // already closed, or about to be
        }
    }

    /**
     * Closes so that the client can still read the last reply: unread input would cause a reset, which can overtake it.
     */
    void close() {
        try {
            startTimer(LAST_GASP_TIME);
            out.flush();
            if (socket == raw) {
                raw.shutdownOutput();
                for (int rest = LAST_GASP; rest > 0 && fill(LAST_GASP_TIME); ) {
                    rest -= end;
                }
            } else {
                socket.close();
            }
        } catch (IOException e) {
            // the client closed first
        } finally {
            closeAtOnce();
        }
    }
}
