package io.github.ferrypost.bridge.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.BridgeRun;
import io.github.ferrypost.bridge.field.RealClient.Tls;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * C1: other people's mail clients in their default settings, against the bridge in its own. Many of them use STARTTLS
 * wherever it is offered, and then insist on a certificate that they know.
 */
class RealClientsTest {
    private static final List<String> PROGRAMS = List.of(
            "Angus.java",
            "Spring.java",
            "nodemailer.js",
            "phpmailer.php",
            "net_smtp.rb",
            "net_smtp.pl",
            "send_mail.go",
            "send_message.py");

    /** The keywords of RFC 3848 and RFC 6531 section 4.3 in the Received line of the bridge. */
    private static final Pattern BY_TLS = Pattern.compile("with (ESMTP|UTF8SMTP)SA? ");

    @TempDir
    private static Path shared;

    private static Sandbox sandbox;
    private static TestAuthority authority;
    private static BridgeRun plain;
    private static BridgeRun trusted;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() throws Exception {
        sandbox = Sandbox.start();
        authority = TestAuthority.in(shared);
        plain = bridge("plain", Map.of());
        trusted = bridge(
                "trusted",
                Map.of("ferrypost.bridge.certificate", authority.chain().toString()));
    }

    private static BridgeRun bridge(String name, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.bridge.listen", "127.0.0.1:0");
        settings.put("ferrypost.bridge.spool", shared.resolve(name).toString());
        settings.putAll(more);
        return BridgeRun.open(Settings.of(settings), RoadFactory.open(Optional.empty()));
    }

    @AfterAll
    static void close() {
        plain.close();
        trusted.close();
        sandbox.close();
    }

    static List<RealClient> thatDoNotInsistOnTls() {
        return Stream.of(RealClient.values())
                .filter(client -> client.tls() != Tls.ALWAYS)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("thatDoNotInsistOnTls")
    void C1_deliversWithTheDefaultsOfBothSides(RealClient client) throws Exception {
        Delivered mail = send(client, plain, "plain");
        assertThat(mail.text()).as("without TLS").doesNotContainPattern(BY_TLS);
    }

    /** With a certificate of the operator's own, STARTTLS is offered on loopback too. */
    @ParameterizedTest
    @EnumSource(RealClient.class)
    void C1_deliversWithACertificateThatItsSystemTrusts(RealClient client) throws Exception {
        Delivered mail = send(client, trusted, "trusted");
        assertThat(BY_TLS.matcher(mail.text()).find()).as("by TLS").isEqualTo(client.tls() != Tls.NEVER);
    }

    private Delivered send(RealClient client, BridgeRun bridge, String way) throws Exception {
        String name = way + "-" + client.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String to = name + "@example.org";
        String hidden = "hidden-" + name + "@example.org";
        SampleMail.write(folder, to);
        for (String program : PROGRAMS) {
            try (InputStream in = RealClientsTest.class.getResourceAsStream("/clients/" + program)) {
                Files.copy(in, folder.resolve(program));
            }
        }

        Shell shell = new Shell(folder)
                .with("PORT", String.valueOf(bridge.address().getPort()))
                .with("TO", to)
                .with("BCC", hidden)
                .with("JARS", jars());
        if (bridge == trusted) {
            shell.with("SSL_CERT_FILE", authority.authority().toString())
                    .with("NODE_EXTRA_CA_CERTS", authority.authority().toString())
                    .with(
                            "JDK_JAVA_OPTIONS",
                            "-Djavax.net.ssl.trustStorePassword=changeit -Djavax.net.ssl.trustStore="
                                    + authority.store());
        }
        shell.needs(client.program(), client.packages());
        shell.run(client.line());

        List<Delivered> arrived = sandbox.delivered().stream()
                .filter(mail -> mail.recipients().contains(to))
                .toList();
        assertThat(arrived).hasSize(1);
        Delivered mail = arrived.get(0);
        assertThat(mail.envelopeFrom()).isEqualTo(Sandbox.MAILBOX);
        assertThat(mail.recipients()).containsExactlyInAnyOrder(to, hidden);
        assertThat(mail.text()).doesNotContain(hidden);
        SampleMail.assertIn(mail.raw());
        return mail;
    }

    /** The mail library and Spring alone, without any class of ours. */
    private static String jars() throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String jars = Stream.of(path.split(File.pathSeparator))
                .filter(jar -> jar.matches(".*/(angus|jakarta\\.(mail|activation)|spring)[^/]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(jars).contains("angus-mail").contains("spring-context-support");
        return jars;
    }
}
