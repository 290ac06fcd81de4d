package io.github.ferrypost.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;

/** An SMTP server that says what a test has it say, for dialogs that no decent server leads. */
final class ScriptedServer implements AutoCloseable {
    /** In place of a reply: the connection is closed. */
    static final String DROP = "DROP";

    /** In place of a reply: nothing, and nothing more is read. */
    static final String HANG = "HANG";

    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<byte[]> messages = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    /** Octets of messages, without the final dots. */
    final AtomicLong received = new AtomicLong();
    /** To whom messages went, in order. */
    final List<String> recipients = new CopyOnWriteArrayList<>();
    /** How many connections may be open; the next one hears {@link #tooMany}. */
    volatile int mostConnections = Integer.MAX_VALUE;

    volatile String tooMany = "421 4.7.0 Too many connections from your host";
    /** Whether messages are counted only. */
    volatile boolean discards;
    /** What EHLO offers before and after STARTTLS. */
    volatile List<String> offersInClear = List.of("SIZE 1000000", "STARTTLS");

    volatile List<String> offers =
            List.of("SIZE 157286400", "8BITMIME", "PIPELINING", "SMTPUTF8", "AUTH LOGIN XOAUTH2");

    private static final int FINAL_DOT = 3;

    private final AtomicInteger open = new AtomicInteger();
    private volatile Predicate<String> bad = name -> false;
    private volatile int mostRefusals = Integer.MAX_VALUE;

    private final Map<String, Deque<String>> scripts = new ConcurrentHashMap<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket listener;

    ScriptedServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The next replies to a command that begins like this, one each; "." is the end of a message, "" the connection. */
    ScriptedServer on(String command, String... replies) {
        scripts.computeIfAbsent(command, key -> new ArrayDeque<>()).addAll(List.of(replies));
        return this;
    }

    /** Refuses some recipients, and hangs up after so many of them. */
    void refusesRecipients(Predicate<String> these, int most) {
        bad = these;
        mostRefusals = most;
    }

    int port() {
        return listener.getLocalPort();
    }

    List<String> said(String verb) {
        return commands.stream().filter(command -> command.startsWith(verb)).toList();
    }

    /** Closes all connections, as a server does that has waited long enough. */
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(socket), "scripted-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket plain) {
        Socket socket = plain;
        int now = open.incrementAndGet();
        int refusals = 0;
        List<String> named = new ArrayList<>();
        try {
            plain.setTcpNoDelay(true);
            if (now > mostConnections) {
                reply(socket, tooMany);
                return;
            }
            if (!reply(socket, script("", "220 scripted ready"))) {
                return;
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean secured = false;
            boolean token = false;
            for (String line = line(in); line != null; line = line(in)) {
                commands.add(token ? "TOKEN " + line : line);
                if (token) {
                    token = false;
                    String answer = script("TOKEN", "235 2.7.0 Authentication successful");
                    token = answer.startsWith("334");
                    if (!reply(socket, answer)) {
                        return;
                    }
                    continue;
                }
                String verb = line.split(" ", -1)[0];
                String answer = script(verb, usual(verb, secured));
                if (verb.equals("MAIL")) {
                    named.clear();
                } else if (verb.equals("RCPT") && answer.startsWith("250")) {
                    String name = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    if (bad.test(name)) {
                        refusals++;
                        answer = "550 5.1.1 no such user";
                    } else {
                        named.add(name);
                    }
                }
                if (refusals == mostRefusals) {
                    reply(socket, "421 4.7.0 Too many errors");
                    return;
                }
                if (!reply(socket, answer)) {
                    return;
                }
                if (verb.equals("STARTTLS") && answer.startsWith("220")) {
                    SSLSocket tls = (SSLSocket)
                            TestCertificate.context().getSocketFactory().createSocket(socket, null, true);
                    tls.startHandshake();
                    socket = tls;
                    in = new BufferedInputStream(tls.getInputStream());
                    secured = true;
                } else if (verb.equals("AUTH")) {
                    token = answer.startsWith("334");
                } else if (verb.equals("DATA") && answer.startsWith("354")) {
                    byte[] message = message(in);
                    if (message == null) {
                        return;
                    }
                    messages.add(message);
                    String receipt = script(".", "250 2.0.0 OK <queued@scripted>");
                    if (receipt.startsWith("2")) {
                        recipients.addAll(named);
                    }
                    if (!reply(socket, receipt)) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // the client has gone, or the server was closed
        } finally {
            open.decrementAndGet();
            close(socket);
            close(plain);
        }
    }

    private String usual(String verb, boolean secured) {
        return switch (verb) {
            case "EHLO" ->
                "250-scripted\r\n"
                        + String.join(
                                "",
                                (secured ? offers : offersInClear)
                                        .stream()
                                                .map(offer -> "250-" + offer + "\r\n")
                                                .toList())
                        + "250 ENHANCEDSTATUSCODES";
            case "STARTTLS" -> "220 2.0.0 go ahead";
            case "AUTH" -> "334 ";
            case "DATA" -> "354 go ahead";
            case "QUIT" -> "221 2.0.0 bye";
            default -> "250 2.0.0 OK";
        };
    }

    private String script(String command, String otherwise) {
        Deque<String> script = scripts.get(command);
        synchronized (this) {
            String next = script == null ? null : script.poll();
            return next == null ? otherwise : next;
        }
    }

    /** Whether the dialog goes on. {@code PAUSE 100 text} says the text later, {@code STOP text} reads nothing after it. */
    private boolean reply(Socket socket, String script) throws IOException {
        String text = script;
        if (text.equals(HANG)) {
            hold(Long.MAX_VALUE);
            return false;
        }
        if (text.equals(DROP)) {
            return false;
        }
        if (text.startsWith("PAUSE ")) {
            String[] words = text.split(" ", 3);
            hold(Long.parseLong(words[1]));
            text = words[2];
        }
        boolean stop = text.startsWith("STOP ");
        text = stop ? text.substring(5) : text;
        OutputStream out = socket.getOutputStream();
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (stop) {
            hold(Long.MAX_VALUE);
        }
        return !stop;
    }

    private void hold(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(octet);
        }
        return null;
    }

    /** As on the wire, dots still stuffed, up to the final dot; null if the client went before. */
    private byte[] message(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] end = {'\r', '\n', '.', '\r', '\n'};
        int matched = 2;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            received.incrementAndGet();
            if (!discards) {
                bytes.write(octet);
            }
            matched = octet == end[matched] ? matched + 1 : octet == '\r' ? 1 : 0;
            if (matched == end.length) {
                received.addAndGet(-FINAL_DOT);
                byte[] all = bytes.toByteArray();
                return Arrays.copyOf(all, Math.max(0, all.length - FINAL_DOT));
            }
        }
        return null;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closing.countDown();
        hangUp();
    }
}
