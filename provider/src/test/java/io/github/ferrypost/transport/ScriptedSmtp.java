package io.github.ferrypost.transport;

import io.github.ferrypost.reply.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small SMTP server on loopback that answers as its world says. */
final class ScriptedSmtp implements AutoCloseable {
    private static final Reply OK = Reply.of(250, "2.0.0", "OK");

    private final World world;
    private final ServerSocket listening;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();

    ScriptedSmtp(World world) throws IOException {
        this.world = world;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Dialog(socket).run();
        } catch (IOException e) {
            // the client went away, which is its right
        }
    }

    private final class Dialog {
        private final BufferedReader in;
        private final OutputStream out;
        private String sender;
        private final List<String> recipients = new ArrayList<>();

        Dialog(Socket socket) throws IOException {
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out = socket.getOutputStream();
        }

        void run() throws IOException {
            say("220 scripted");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                String verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("EHLO")) {
                    say("250-scripted\r\n250-8BITMIME\r\n250 AUTH LOGIN");
                } else if (verb.startsWith("AUTH")) {
                    authenticate();
                } else if (verb.startsWith("MAIL")) {
                    sender = address(line);
                    say(world.sender);
                } else if (verb.startsWith("RCPT")) {
                    recipient(address(line));
                } else if (verb.startsWith("DATA")) {
                    data();
                } else if (verb.startsWith("QUIT")) {
                    say("221 bye");
                    return;
                } else {
                    recipients.clear();
                    say(OK);
                }
            }
        }

        private void authenticate() throws IOException {
            say("334 VXNlcm5hbWU6");
            in.readLine();
            say("334 UGFzc3dvcmQ6");
            in.readLine();
            say(world.signIn);
        }

        private void recipient(String address) throws IOException {
            Reply refused = world.refusedRecipients.get(address);
            if (refused == null) {
                recipients.add(address);
            }
            say(refused == null ? OK : refused);
        }

        private void data() throws IOException {
            say("354 go on");
            StringBuilder text = new StringBuilder();
            for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
                if (line == null) {
                    return; // cut off in the middle: not a message
                }
                text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            if (world.data.code() == 250) {
                world.deliveries.add(new World.Delivery(sender, List.copyOf(recipients), text.toString()));
            }
            recipients.clear();
            say(world.data);
        }

        private void say(Object reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
