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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One client's connection as lines, messages and replies. Every wait has a deadline for the whole of what is waited for,
 * so that a client that trickles is no better off than a silent one. Used by its session's thread; {@link #overdue} and
 * {@link #stopReading} by others.
 */
final class ClientChannel {
    /** RFC 4954 section 4: lines of AUTH may have 12288 octets. Other commands need 512 (RFC 5321 section 4.5.3.1.4). */
    static final int LONGEST_LINE = 12_288;
    /**
     * Of all commands but AUTH, in octets: Postfix' line_length_limit. RFC 5321 section 4.5.3.1.4 asks for 512, the extensions
     * for up to 700 more.
     */
    static final int LONGEST_COMMAND = 2048;

    /** A line that goes on beyond this is not read to its end. */
    private static final int ABSURD_LINE = 1 << 20;
    /** How much, and how long, is read from a client that is being closed, so that it can see the last reply. */
    private static final int LAST_GASP = 1 << 20;

    private static final Duration LAST_GASP_TIME = Duration.ofSeconds(1);
    /** What Watch adds before it closes by force what the deadline should have ended politely. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    private static final int NONE = -1;

    /** The first two octets of a TLS record with a ClientHello (RFC 8446 section 5.1). */
    private static final int TLS_HANDSHAKE = 0x16;

    private static final int TLS_VERSION = 3;

    private final Socket raw;
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

    ClientChannel(Socket socket, LongSupplier nanoTime) throws IOException {
        this.raw = socket;
        this.nanoTime = nanoTime;
        raw.setTcpNoDelay(true);
        quickAck = quickAck(raw);
        use(socket);
    }

    /**
     * Many clients write a message in several pieces without TCP_NODELAY, and then wait for our acknowledgement, which the
     * system delays by 40 ms. Where it can be asked not to (Linux), that is what a mail is faster by. By name, since the
     * module of that option need not be there.
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
        return raw.getInetAddress();
    }

    /**
     * The next command line without its end. It ends with CRLF, or with LF alone while no line of this connection has ended
     * with CRLF: programs that write LF write it always, while a single LF among CRLFs is a line that someone has put into
     * another one (decision 2).
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

    /** Whether the client ends its lines with LF alone. */
    boolean endsLinesWithLf() {
        return !seenCrlf;
    }

    /** Feeds a message to {@code data} until it has seen the end; what comes after the end stays for the next command. */
    void receive(DataDecoder data, Duration silence, Duration within) throws IOException {
        startTimer(within);
        while (!data.ended()) {
            if (at == end && !fill(silence)) {
                throw new EOFException("the client left in the middle of a message");
            }
            at = data.accept(buffer, at, end);
        }
        stopTimer();
    }

    private int read(Duration silence) throws IOException {
        return at < end || fill(silence) ? buffer[at++] & 0xff : NONE;
    }

    /** Replies are sent at the latest when the next octet is waited for, so that those to a pipeline go out together. */
    private boolean fill(Duration silence) throws IOException {
        out.flush();
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - nanoTime.getAsLong());
        if (left <= 0) {
            throw new SocketTimeoutException("the client takes too long");
        }
        socket.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.min(left, silence.toMillis()))));
        if (quickAck.isPresent()) {
            // the system forgets it after a while, so it is said again
            raw.setOption(quickAck.get(), true);
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    void say(Reply reply) throws IOException {
        say(ReplyText.of(reply));
    }

    /** @param lines complete with their CRLF */
    void say(String lines) throws IOException {
        out.write(lines.getBytes(StandardCharsets.US_ASCII));
    }

    void flush() throws IOException {
        out.flush();
    }

    /**
     * Goes on with TLS. What the client has sent ahead is thrown away, since anybody on the way could have put it there
     * (RFC 3207 section 4.2, CVE-2011-0411).
     */
    void encrypt(SSLContext context, Duration within) throws IOException {
        out.flush();
        startTimer(within);
        // this form of createSocket is the server's side, and asks no name service who the client is
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, null, true);
        // RFC 8996: TLS 1.0 and 1.1 must not be used
        tls.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        raw.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, within.toMillis())));
        tls.startHandshake();
        use(tls);
        stopTimer();
    }

    /** From now on the client may wait for us, not we for the client. */
    void stopTimer() {
        timed = false;
    }

    private void startTimer(Duration within) {
        deadline = nanoTime.getAsLong() + within.toNanos();
        timed = true;
    }

    /** Whether the deadline has passed so long ago that the session must be stuck in a read or write. */
    boolean overdue() {
        return timed && nanoTime.getAsLong() - deadline > GRACE;
    }

    /** Makes the session's wait for a command end as if the client had left. */
    void stopReading() throws IOException {
        raw.shutdownInput();
    }

    void closeAtOnce() {
        try {
            raw.close();
        } catch (IOException e) {
            // it is of no use any more, closed or not
        }
    }

    /** Closes so that the client can still read the last reply: a reset, which unread input causes, could overtake it. */
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
            // the client was faster
        } finally {
            closeAtOnce();
        }
    }
}
