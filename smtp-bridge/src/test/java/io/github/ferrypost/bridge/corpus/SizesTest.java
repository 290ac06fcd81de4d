package io.github.ferrypost.bridge.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail of every size by every road, at Microsoft's own limits: whole, or refused before acceptance. */
class SizesTest {
    private static final long KB = 1000;
    private static final long MB = 1000 * KB;
    private static final List<Long> SIZES =
            List.of(2 * KB, MB, 2_100 * KB, 2_300 * KB, 3_100 * KB, 10 * MB, 35 * MB, 149L << 20, 151L << 20);
    /** The larger ones take minutes: -Dferrypost.test.long=true. */
    private static final int SHORT = 6;

    private enum Road {
        GRAPH_WITHOUT_DRAFTS("graph", 2_200_000, "Mail.Send"),
        GRAPH("graph", 150L << 20, "Mail.Send Mail.ReadWrite"),
        SMTP("smtp", 150L << 20, "SMTP.SendAsApp");

        private final String name;
        private final long largest;
        private final String permissions;

        Road(String name, long largest, String permissions) {
            this.name = name;
            this.largest = largest;
            this.permissions = permissions;
        }
    }

    static Stream<Arguments> everySizeByEveryRoad() {
        List<Long> sizes = Boolean.getBoolean("ferrypost.test.long") ? SIZES : SIZES.subList(0, SHORT);
        return Stream.of(Road.values()).flatMap(road -> sizes.stream().map(size -> Arguments.of(road, size)));
    }

    @ParameterizedTest
    @MethodSource
    void everySizeByEveryRoad(Road road, long size) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            String reply = send(sandbox, road, new LargeMail(size));
            if (size > road.largest) {
                assertThat(reply).startsWith("552 5.3.4 ");
                assertThat(sandbox.deliveredCount()).isZero();
            } else {
                assertThat(reply).startsWith("250 ");
                assertWhole(sandbox, new LargeMail(size));
            }
        }
    }

    static Stream<Arguments> faultsInTheMiddleOfAnUpload() {
        return Stream.of(
                Arguments.of("429", Fault.status(429).retryAfter(1)),
                Arguments.of("503", Fault.status(503)),
                Arguments.of("dropped", Fault.dropDuring()),
                Arguments.of("answer lost", Fault.dropAfterAcceptance()),
                Arguments.of("session expired", Fault.status(404).code("ErrorItemNotFound")));
    }

    /** Of 10 MB the file is three chunks: the second one fails. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void faultsInTheMiddleOfAnUpload(String name, Fault fault) throws Exception {
        LargeMail mail = new LargeMail(10 * MB);
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().times(2, Target.GRAPH_UPLOAD, Fault.delay(Duration.ZERO));
            sandbox.faults().next(Target.GRAPH_UPLOAD, fault);
            assertThat(send(sandbox, Road.GRAPH, mail)).as(name).startsWith("250 ");
            assertWhole(sandbox, mail);
            assertThat(sandbox.faults().pending()).isZero();
        }
    }

    private static String send(Sandbox sandbox, Road road, LargeMail mail) throws Exception {
        sandbox.app().roles(road.permissions.split(" ", -1));
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", road.name);
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", "direct");
        try (BridgeRun bridge = BridgeRun.open(Settings.of(settings), Roads.open(Optional.empty()));
                SmtpSession client = new SmtpSession(bridge.address())) {
            String begun = client.begin(Sandbox.MAILBOX, " SIZE=" + mail.size(), List.of(Specimen.RECIPIENT));
            if (!begun.startsWith("354")) {
                return begun;
            }
            mail.writeTo(client.data());
            return client.end();
        }
    }

    private static void assertWhole(Sandbox sandbox, LargeMail mail) throws Exception {
        assertThat(sandbox.delivered()).hasSize(1);
        Delivered delivered = sandbox.delivered().get(0);
        List<byte[]> files = new ArrayList<>();
        delivered.attachments().forEach(file -> files.add(file.bytes()));
        if (files.isEmpty()) {
            files.add(mail.fileIn(new String(delivered.raw(), StandardCharsets.ISO_8859_1)));
        }
        assertThat(files).hasSize(1);
        assertThat(LargeMail.digest(files.get(0))).isEqualTo(mail.digest());
    }
}
