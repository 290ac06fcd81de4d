package io.github.ferrypost.bridge;

import io.github.ferrypost.bridge.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The real program, with a port on which a test names a thread that is to fail: it then ends with an Error wherever it is.
 * Only {@link Thread#stop()} can do that to a thread of another library without a switch in the product.
 */
final class FailingThreads {
    private FailingThreads() {}

    public static void main(String[] arguments) throws IOException {
        ServerSocket control = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> obey(control), "test-control");
        thread.setDaemon(true);
        thread.start();
        System.out.println("control on " + control.getLocalPort());
        Main.main(arguments);
    }

    private static void obey(ServerSocket control) {
        while (true) {
            try (Socket socket = control.accept();
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                String name = lines.readLine();
                socket.getOutputStream().write((stop(name) + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                System.err.println("control: " + e);
            }
        }
    }

    @SuppressWarnings({"removal", "deprecation"})
    private static String stop(String name) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(name)) {
                thread.stop();
                return "stopped";
            }
        }
        return "no thread " + name;
    }
}
