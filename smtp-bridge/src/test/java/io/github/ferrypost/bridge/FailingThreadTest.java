package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.thread.ProcessExit;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An Error in a thread that mail depends on ends the process, and nothing that was acknowledged is lost by that. */
class FailingThreadTest {
    private static final int MAILS = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ferrypost-listen-", "ferrypost-courier", "ferrypost-spool", "ferrypost-watch"})
    void SEC1_anErrorInAnEssentialThreadEndsTheProcessAndNothingIsLost(String thread) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.app().roles("Mail.Send", "SMTP.SendAsApp");
            Map<String, String> settings = new HashMap<>(sandbox.settings());
            settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
            settings.put("ferrypost.bridge.accept", "queue");
            settings.put("ferrypost.bridge.spool", folder.resolve("spool").toString());
            PageRun.write(folder, settings);
            sandbox.faults().always(Target.GRAPH_ANY, Fault.status(503));

            try (Program bridge = start()) {
                int debugger = Integer.parseInt(bridge.awaitOut(FailingThreads.DEBUG_PORT));
                InetSocketAddress port = port(bridge);
                for (int i = 0; i < MAILS; i++) {
                    assertThat(PageRun.send(port, Sandbox.MAILBOX, "mail" + i + "@fabrikam.example"))
                            .startsWith("250");
                }
                FailingThreads.fail(debugger, thread);
                // a thread in a system call fails when it returns
                wake(port);
                assertThat(bridge.exit())
                        .as("%s %s", bridge.out(), bridge.err())
                        .isEqualTo(ProcessExit.STATUS);
                assertThat((bridge.out() + bridge.err()).lines().filter(line -> line.contains("ALERT: thread")))
                        .singleElement()
                        .asString()
                        .contains("ALERT: thread " + thread, "status 70");
            }

            sandbox.faults().clear();
            try (Program again = start()) {
                port(again);
                assertThat(sandbox.awaitDelivered(MAILS, Duration.ofSeconds(60)))
                        .extracting(delivered -> delivered.recipients().toString())
                        .containsExactlyInAnyOrder(
                                "[mail0@fabrikam.example]", "[mail1@fabrikam.example]", "[mail2@fabrikam.example]");
            }
        }
    }

    private Program start() throws IOException {
        return Program.ofClass(
                folder,
                FailingThreads.class,
                List.of(Program.LOG_AS_USERS_HAVE_IT, FailingThreads.DEBUG_OPTION),
                "run");
    }

    private static InetSocketAddress port(Program bridge) {
        int port = Integer.parseInt(bridge.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void wake(InetSocketAddress port) {
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    try (Socket socket = new Socket(port.getAddress(), port.getPort())) {
                        return socket.isConnected();
                    } catch (ConnectException e) {
                        return true;
                    }
                });
    }
}
