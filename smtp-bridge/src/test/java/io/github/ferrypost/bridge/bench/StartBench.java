package io.github.ferrypost.bridge.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code -Dbench.main=StartBench}: how soon the bridge listens, with one account and with 1,000; 200 idle clients beside a
 * mail of 30 MB in 64 MB of heap; and what is resident while 100,000 mails go through ({@code bench.mails}).
 */
public final class StartBench {
    private static final int STARTS = 11;
    private static final int IDLE = 200;
    private static final int MANY = 1000;

    private final Path folder;
    private final String java;

    private StartBench(Path folder, String java) {
        this.folder = folder;
        this.java = java;
    }

    public static void main(String[] arguments) throws Exception {
        StartBench bench = new StartBench(
                Files.createTempDirectory("ferrypost-start"),
                Wishes.fromSystemProperties().smallJava());
        bench.starts();
        bench.idleClientsAndALargeMail();
        bench.residentWhile(Wishes.fromSystemProperties().mails());
        System.exit(0);
    }

    private void starts() throws Exception {
        for (int accounts : new int[] {1, MANY}) {
            try (SandboxProcess sandbox = new SandboxProcess("-Xmx1g", "none", 0, accounts)) {
                double[] seconds = new double[STARTS];
                for (int i = 0; i < STARTS; i++) {
                    seconds[i] = start(sandbox);
                }
                Arrays.sort(seconds);
                say(3 * accounts + " accounts, greeted after " + Table.number(seconds[STARTS / 2]) + " s (median of "
                        + STARTS + ", worst " + Table.number(seconds[STARTS - 1]) + ")");
                if (accounts > 1) {
                    eachAccountOnce(sandbox, accounts);
                }
            }
        }
    }

    /** From the start of the process to its greeting. */
    private double start(SandboxProcess sandbox) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        long before = System.nanoTime();
        try (BridgeProcess bridge = new BridgeProcess(
                java,
                Files.createTempDirectory(folder, "start"),
                sandbox.settings(),
                Map.of("ferrypost.bridge.listen", "127.0.0.1:" + port),
                port)) {
            bridge.awaitGreeting();
            return (System.nanoTime() - before) / 1e9;
        }
    }

    private void eachAccountOnce(SandboxProcess sandbox, int accounts) throws Exception {
        try (BridgeProcess bridge = bridge(sandbox, java, "first-try")) {
            Letter letter = Letter.of("5 KB", 5 << 10);
            for (String road : List.of("graph", "smtp")) {
                for (int turn = 1; turn <= 2; turn++) {
                    int run = sandbox.begin(letter);
                    long start = System.nanoTime();
                    for (int i = 0; i < accounts; i++) {
                        try (Lane.Sender sender =
                                Angus.doorTwo(bridge.port(), road + i).warm(letter, run)) {
                            sender.send(i);
                        }
                    }
                    sandbox.end(accounts);
                    say(accounts + " accounts, a mail of each by " + road + ", time " + turn + ": "
                            + Table.number((System.nanoTime() - start) / 1e6 / accounts) + " ms a mail, resident "
                            + Table.number(bridge.usage().residentMegabytes()) + " MB");
                }
            }
        }
    }

    private void idleClientsAndALargeMail() throws Exception {
        Letter letter = Letter.of("30 MB", 30 << 20);
        List<Socket> idle = new ArrayList<>();
        for (String account : List.of("smtp0", "drafts0")) {
            try (SandboxProcess sandbox = new SandboxProcess("-Xmx2g", "none", 0, 1);
                    BridgeProcess bridge = bridge(sandbox, java, "first-try")) {
                for (int i = 0; i < IDLE; i++) {
                    idle.add(greeted(bridge.port()));
                }
                int run = sandbox.begin(letter);
                try (Lane.Sender sender = Angus.doorTwo(bridge.port(), account).warm(letter, run)) {
                    sender.send(0);
                }
                sandbox.end(1);
                say(java + ", " + IDLE + " idle clients and a mail of 30 MB by " + account + ": resident at most "
                        + Table.number(bridge.usage().peakMegabytes()) + " MB");
                for (Socket each : idle) {
                    each.getOutputStream().write("NOOP\r\n".getBytes(StandardCharsets.US_ASCII));
                    read(each);
                    each.close();
                }
                idle.clear();
            }
        }
    }

    private static Socket greeted(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        read(socket);
        return socket;
    }

    private static void read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int octet = in.read();
        if (octet != '2') {
            throw new IOException("the bridge said " + (char) octet);
        }
        while (octet != '\n') {
            octet = in.read();
        }
    }

    private void residentWhile(int mails) throws Exception {
        for (String account : List.of("smtp0", "graph0")) {
            try (SandboxProcess sandbox = new SandboxProcess("-Xmx1g", "none", 0, 1);
                    BridgeProcess bridge = bridge(sandbox, java, "first-try")) {
                Letter letter = Letter.of("5 KB", 5 << 10);
                Lane lane = new Lane(
                        account,
                        account,
                        (each, run, client) ->
                                Angus.doorTwo(bridge.port(), account).warm(each, run),
                        Optional.of(bridge),
                        Long.MAX_VALUE);
                StringBuilder curve = new StringBuilder();
                int sent = 0;
                for (int next = mails / 10; next <= mails; next += mails / 10) {
                    while (sent < next) {
                        Round round = new Round(sandbox, letter, 10, Duration.ofSeconds(1));
                        Measure measure = round.run(lane);
                        sent += (int) measure.perSecond();
                    }
                    curve.append(' ').append(Table.number(bridge.usage().residentMegabytes()));
                }
                say("resident after each tenth of " + mails + " mails by " + account + ", MB:" + curve);
            }
        }
    }

    private BridgeProcess bridge(SandboxProcess sandbox, String options, String accept) throws IOException {
        return new BridgeProcess(
                options,
                Files.createTempDirectory(folder, accept),
                sandbox.settings(),
                Map.of("ferrypost.bridge.accept", accept));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
