package io.github.ferrypost.sandbox.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Open sockets, pipes and files, where the system lists them (Linux); else none. */
final class Descriptors {
    private static final Path LIST = Path.of("/proc/self/fd");

    static {
        openWhatTheRuntimeKeeps();
    }

    private Descriptors() {}

    static Map<Object, String> open() {
        Map<Object, String> open = new TreeMap<>();
        if (!Files.isDirectory(LIST)) {
            return open;
        }
        try (DirectoryStream<Path> list = Files.newDirectoryStream(LIST)) {
            for (Path descriptor : list) {
                add(descriptor, open);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open;
    }

    private static void add(Path descriptor, Map<Object, String> open) {
        String target;
        try {
            target = Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return; // closed since it was listed, as the descriptor of the list itself
        }
        if (!isOfTheRuntime(target)) {
            String name = "descriptor " + descriptor.getFileName() + " " + target;
            open.put(name, name);
        }
    }

    /** The class path, the runtime's own files and the list itself. */
    private static boolean isOfTheRuntime(String target) {
        return target.startsWith("/proc/")
                || target.startsWith("/sys/")
                || target.startsWith("/dev/")
                || target.startsWith(System.getProperty("java.home"))
                || target.endsWith(".jar")
                || target.endsWith(".so");
    }

    /** The first use of a socket, a channel and a selector opens a descriptor that the runtime keeps. */
    private static void openWhatTheRuntimeKeeps() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                Socket client = new Socket(loopback, server.getLocalPort());
                Socket accepted = server.accept()) {
            accepted.setSoLinger(false, 0);
            client.setSoTimeout(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept();
                Selector selector = Selector.open()) {
            accepted.configureBlocking(false);
            client.configureBlocking(false);
            selector.selectNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
