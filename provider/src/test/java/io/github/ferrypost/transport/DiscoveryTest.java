package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM of its own, with our classes before or after the mail jars, runs a program that knows nothing of us. */
class DiscoveryTest {
    private static String run(boolean first, String... system) throws Exception {
        String ours = where(FerrypostTransport.class);
        List<String> mail = Stream.of(
                        where(Session.class),
                        where(SMTPTransport.class),
                        where(jakarta.activation.DataHandler.class),
                        where(Class.forName("org.eclipse.angus.activation.MailcapRegistryProviderImpl")))
                .distinct()
                .collect(Collectors.toList());
        mail.add(first ? 0 : mail.size(), ours);
        mail.add(where(OldProgram.class));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, mail)));
        command.addAll(List.of(system));
        command.add(OldProgram.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }

    private static String where(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isFoundWhereverItStandsOnTheClassPath(boolean first) throws Exception {
        assertThat(run(first))
                .contains("smtp " + FerrypostTransport.class.getName())
                .contains("smtps " + FerrypostSslTransport.class.getName())
                .contains("address " + FerrypostTransport.class.getName())
                .contains("ferrypost " + FerrypostTransport.class.getName())
                .contains("transport.protocol=smtps " + FerrypostSslTransport.class.getName())
                .contains("mail.smtp.class=ours " + FerrypostTransport.class.getName())
                .contains("mail.smtp.class=angus " + SMTPTransport.class.getName())
                .contains("provider smtp")
                .contains("imap org.eclipse.angus.mail.imap.IMAPStore");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void staticSendComesToUs(boolean first) throws Exception {
        assertThat(run(first, "-Dferrypost.mailbox=erp@contoso.com"))
                .contains("send jakarta.mail.MessagingException: Ferrypost's settings are invalid")
                .contains("ferrypost.tenant is missing");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutSettingsStaticSendGoesToTheServerOfTheProgram(boolean first) throws Exception {
        World world = new World();
        try (ScriptedSmtp server = new ScriptedSmtp(world)) {
            assertThat(run(first, "-Dprogram.host=localhost", "-Dprogram.port=" + server.port()))
                    .contains("send done")
                    .doesNotContain("errypost's");
        }
        assertThat(world.deliveries).hasSize(1);
    }
}
