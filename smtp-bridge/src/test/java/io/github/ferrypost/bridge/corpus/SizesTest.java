package io.github.ferrypost.bridge.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.transport.GivenRoads;
import io.github.ferrypost.transport.SubmissionFailedException;
import io.github.ferrypost.wiring.RoadFactory;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedFileInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mail of every size by every road and both doors, at Microsoft's own limits: whole, or refused before acceptance. */
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

    @TempDir
    private Path folder;

    private static boolean isLong() {
        return Boolean.getBoolean("ferrypost.test.long");
    }

    static Stream<Arguments> everySizeByEveryRoad() {
        List<Long> sizes = isLong() ? SIZES : SIZES.subList(0, SHORT);
        return Stream.of(Road.values()).flatMap(road -> sizes.stream().map(size -> Arguments.of(road, size)));
    }

    @ParameterizedTest
    @MethodSource
    void everySizeByEveryRoad(Road road, long size) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            String reply = byTheBridge(sandbox, road, new LargeMail(size));
            assertTold(sandbox, road, size, reply);
        }
    }

    @ParameterizedTest
    @MethodSource("everySizeByEveryRoad")
    void everySizeByEveryRoadThroughTheTransport(Road road, long size) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            String reply = byTheTransport(sandbox, road, new LargeMail(size));
            assertTold(sandbox, road, size, reply);
        }
    }

    private static void assertTold(Sandbox sandbox, Road road, long size, String reply) throws Exception {
        if (size > road.largest) {
            assertThat(reply).contains("552 5.3.4").contains(String.valueOf(road.largest));
            assertThat(sandbox.deliveredCount()).isZero();
            assertThat(sandbox.requests().graphRequests()).isZero();
        } else {
            assertThat(reply).startsWith("250 ");
            assertWhole(sandbox, new LargeMail(size));
        }
    }

    static Stream<Arguments> faultsInTheMiddleOfAnUpload() {
        return Stream.of(10 * MB, 149L << 20)
                .limit(isLong() ? 2 : 1)
                .flatMap(size -> Stream.of(
                        Arguments.of("429", Fault.status(429).retryAfter(1), size),
                        Arguments.of("503", Fault.status(503), size),
                        Arguments.of("dropped", Fault.dropDuring(), size),
                        Arguments.of("answer lost", Fault.dropAfterAcceptance(), size),
                        Arguments.of("session expired", Fault.status(404).code("ErrorItemNotFound"), size)));
    }

    /** Of 10 MB the file is three chunks: the second one fails. */
    @ParameterizedTest(name = "{0} {2}")
    @MethodSource
    void faultsInTheMiddleOfAnUpload(String name, Fault fault, long size) throws Exception {
        LargeMail mail = new LargeMail(size);
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().times(2, Target.GRAPH_UPLOAD, Fault.delay(Duration.ZERO));
            sandbox.faults().next(Target.GRAPH_UPLOAD, fault);
            assertThat(byTheBridge(sandbox, Road.GRAPH, mail)).as(name).startsWith("250 ");
            assertWhole(sandbox, mail);
            assertThat(sandbox.faults().pending()).isZero();
        }
    }

    /** Nothing has been taken over before the final dot, so the bridge sends it again while the client waits: it arrives once. */
    @Test
    void aConnectionThatDropsInTheMiddleOfDataBySmtp() throws Exception {
        LargeMail mail = new LargeMail(10 * MB);
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().next(Target.SMTP_DATA, Fault.dropDuring());
            assertThat(byTheBridge(sandbox, Road.SMTP, mail)).startsWith("250 ");
            assertThat(sandbox.faults().pending()).isZero();
            assertWhole(sandbox, mail);
        }
    }

    /** Where the failure lasts, the client hears 4xx, may send again, and the message arrives once. */
    @Test
    void aConnectionThatKeepsDroppingInTheMiddleOfDataBySmtp() throws Exception {
        LargeMail mail = new LargeMail(10 * MB);
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().times(2, Target.SMTP_DATA, Fault.dropDuring());
            assertThat(byTheBridge(sandbox, Road.SMTP, mail)).startsWith("4");
            assertThat(sandbox.deliveredCount()).isZero();
            assertThat(byTheBridge(sandbox, Road.SMTP, mail)).startsWith("250 ");
            assertWhole(sandbox, mail);
        }
    }

    private static Map<String, String> settings(Sandbox sandbox, Road road) {
        sandbox.app().roles(road.permissions.split(" ", -1));
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", road.name);
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.accept", "direct");
        return settings;
    }

    private static String byTheBridge(Sandbox sandbox, Road road, LargeMail mail) throws Exception {
        try (BridgeRun bridge =
                        BridgeRun.open(Settings.of(settings(sandbox, road)), RoadFactory.open(Optional.empty()));
                SmtpSession client = new SmtpSession(bridge.address())) {
            String begun = client.begin(Sandbox.MAILBOX, " SIZE=" + mail.size(), List.of(Specimen.RECIPIENT));
            if (!begun.startsWith("354")) {
                return begun;
            }
            mail.writeTo(client.data());
            return client.end();
        }
    }

    private String byTheTransport(Sandbox sandbox, Road road, LargeMail mail) throws Exception {
        Session session = Session.getInstance(new Properties());
        try (Roads roads = RoadFactory.open(Optional.empty());
                SharedFileInputStream in =
                        new SharedFileInputStream(mail.file(folder).toFile());
                Transport transport = new GivenRoads(session, settings(sandbox, road), roads)) {
            transport.connect("smtp.office365.com", Sandbox.MAILBOX, "an old password");
            transport.sendMessage(new MimeMessage(session, in), InternetAddress.parse(Specimen.RECIPIENT));
            return ((SMTPTransport) transport).getLastServerResponse();
        } catch (SubmissionFailedException e) {
            return e.getMessage();
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
