package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Old code, the provider that it finds on the class path, and the sandbox in trouble: which exception old code sees. */
class TroublesTest {
    /** What is broken, and what old code is told: whether a sign-in failed for good, and what the text names. */
    private record Trouble(
            String name, boolean signInRefused, String names, BiConsumer<Sandbox, Map<String, String>> breaks) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Trouble> TROUBLES = List.of(
            new Trouble(
                    "wrong secret",
                    true,
                    "AADSTS7000215",
                    (sandbox, settings) -> settings.put("ferrypost.secret", "wrong~SANDBOXSECRET~0123456789012345")),
            new Trouble(
                    "expired secret",
                    true,
                    "AADSTS7000222",
                    (sandbox, settings) -> sandbox.app().expireSecrets()),
            new Trouble(
                    "unknown tenant",
                    true,
                    "AADSTS90002",
                    (sandbox, settings) -> settings.put("ferrypost.tenant", "99999999-2222-3333-4444-555555555555")),
            new Trouble(
                    "unknown app",
                    true,
                    "AADSTS700016",
                    (sandbox, settings) -> settings.put("ferrypost.client", "99999999-bbbb-cccc-dddd-eeeeeeeeeeee")),
            new Trouble(
                    "missing consent",
                    true,
                    "",
                    (sandbox, settings) -> sandbox.app().consent(false)),
            new Trouble(
                    "mailbox missing",
                    true,
                    "",
                    (sandbox, settings) -> settings.put("ferrypost.mailbox", "nobody@contoso.example")),
            new Trouble(
                    "throttled",
                    false,
                    "",
                    (sandbox, settings) -> sandbox.faults()
                            .always(
                                    Target.GRAPH_ANY,
                                    Fault.status(429)
                                            .code("ApplicationThrottled")
                                            .retryAfter(600))
                            .always(
                                    Target.SMTP_FINAL_DOT,
                                    Fault.reply("451 4.7.500 Server busy. Please try again later"))),
            new Trouble(
                    "unavailable",
                    false,
                    "",
                    (sandbox, settings) -> sandbox.faults()
                            .always(Target.GRAPH_ANY, Fault.status(503).code("serviceNotAvailable"))
                            .always(Target.SMTP_CONNECT, Fault.reply("421 4.3.2 Service not available"))),
            new Trouble(
                    "entra answers html",
                    false,
                    "",
                    (sandbox, settings) -> sandbox.faults().always(Target.TOKEN, Fault.html())),
            new Trouble("upstream closed", false, "", (sandbox, settings) -> {
                settings.put("ferrypost.endpoint.graph", "http://127.0.0.1:" + closedPort());
                settings.put("ferrypost.endpoint.smtp", "127.0.0.1:" + closedPort());
            }));

    private record Case(Trouble trouble, String road) {}

    private static List<Case> cases() {
        return TROUBLES.stream()
                .flatMap(trouble -> List.of("graph", "smtp").stream().map(road -> new Case(trouble, road)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oldCodeSeesTheRightKindOfException(Case row) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            Map<String, String> settings = settings(sandbox, row.road());
            row.trouble().breaks.accept(sandbox, settings);

            MessagingException failure =
                    catchThrowableOfType(MessagingException.class, () -> Transport.send(message(settings, null)));

            String told = chain(failure);
            assertThat(told).contains(row.trouble().names());
            if (row.trouble().signInRefused()) {
                assertThat(signInRefused(failure)).as(told).isTrue();
                assertThat(told).contains("Remedy:");
            } else {
                assertThat(failure).as(told).isNotInstanceOf(AuthenticationFailedException.class);
                assertThat(told).containsPattern("\\b4\\d\\d 4\\.");
            }
            assertThat(sandbox.delivered()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "smtp"})
    void sendAsDeniedIsARefusalOfTheMessage(String road) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            Map<String, String> settings = settings(sandbox, road);

            SendFailedException failure = catchThrowableOfType(
                    SendFailedException.class, () -> Transport.send(message(settings, "boss@contoso.example")));

            assertThat(chain(failure)).contains("5.7.60", "Remedy:");
            assertThat(failure.getValidUnsentAddresses()).hasSize(1);
            assertThat(failure.getValidSentAddresses()).isNullOrEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "smtp"})
    void anAnswerThatIsLostSaysThatItMayHaveBeenSent(String road) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.app().roles("Mail.Send", "SMTP.SendAsApp");
            sandbox.faults().next(Target.GRAPH_SEND, Fault.dropAfterAcceptance());
            sandbox.faults().next(Target.SMTP_FINAL_DOT, Fault.dropAfterAcceptance());

            SubmissionFailedException failure = catchThrowableOfType(
                    SubmissionFailedException.class, () -> Transport.send(message(settings(sandbox, road), null)));

            assertThat(failure.mayHaveBeenSent()).isTrue();
            assertThat(failure.outcome().orElseThrow().recipients(Verdict.IN_DOUBT))
                    .hasSize(1);
            assertThat(sandbox.delivered()).hasSize(1);
        }
    }

    @Test
    void whatIsMendedIsSentByTheNextCall() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            Map<String, String> settings = settings(sandbox, "graph");
            sandbox.faults().next(Target.GRAPH_DRAFT, Fault.status(503));
            assertThatThrownBy(() -> Transport.send(message(settings, null))).isInstanceOf(MessagingException.class);

            Transport.send(message(settings, null));

            assertThat(sandbox.delivered()).hasSize(1);
        }
    }

    /** Old code looks for AuthenticationFailedException, thrown or in the chain of a SendFailedException. */
    private static boolean signInRefused(MessagingException failure) {
        for (Exception e = failure; e != null; e = next(e)) {
            if (e instanceof AuthenticationFailedException) {
                return true;
            }
        }
        return false;
    }

    private static String chain(MessagingException failure) {
        StringBuilder told = new StringBuilder();
        for (Exception e = failure; e != null; e = next(e)) {
            told.append(e.getClass().getSimpleName())
                    .append(": ")
                    .append(e.getMessage())
                    .append('\n');
        }
        return told.toString();
    }

    private static Exception next(Exception e) {
        return e instanceof MessagingException failure ? failure.getNextException() : null;
    }

    private static Map<String, String> settings(Sandbox sandbox, String road) {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.put("ferrypost.roads", road);
        settings.put("ferrypost.patience", "0"); // what lasts need not be waited for
        return settings;
    }

    private static MimeMessage message(Map<String, String> settings, String from) throws MessagingException {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.put("mail.smtp.host", "smtp.office365.com");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress(from == null ? settings.get("ferrypost.mailbox") : from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("you@example.org"));
        message.setSubject("x");
        message.setText("hello");
        return message;
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
