package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of Microsoft's that pass, against {@code Transport.send} and nothing else: the mail arrives, once. */
class PassingFailuresTest {
    private record Failure(String title, String roads, String appRoles, Consumer<Sandbox> breaks) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static final String DRAFTS = "Mail.Send Mail.ReadWrite SMTP.SendAsApp";
    private static final String SEND_ONLY = "Mail.Send SMTP.SendAsApp";

    static Stream<Failure> failures() {
        return Stream.of(
                graph("429 with Retry-After", SEND_ONLY, Target.GRAPH_SEND, throttled()),
                graph("503", SEND_ONLY, Target.GRAPH_SEND, Fault.status(503)),
                graph("dropped while a draft is made", DRAFTS, Target.GRAPH_DRAFT, Fault.dropBefore()),
                graph("429 for a draft", DRAFTS, Target.GRAPH_DRAFT, throttled()),
                graph("503 for a draft", DRAFTS, Target.GRAPH_DRAFT, Fault.status(503)),
                graph("429 at /send of a draft", DRAFTS, Target.GRAPH_DRAFT_SEND, throttled()),
                graph("503 at /send of a draft", DRAFTS, Target.GRAPH_DRAFT_SEND, Fault.status(503)),
                graph("503 from Entra", SEND_ONLY, Target.TOKEN, Fault.status(503)),
                new Failure(
                        "SMTP: dropped before the greeting",
                        "smtp",
                        SEND_ONLY,
                        sandbox -> sandbox.faults().next(Target.SMTP_CONNECT, Fault.dropBefore())),
                smtp("432 at the final dot", "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded"),
                smtp("451 at the final dot", "451 4.7.0 Temporary server error. Please try again later"),
                smtp("unknown 4yz at the final dot", "471 4.9.9 Something new"));
    }

    private static Fault throttled() {
        return Fault.status(429).code("ApplicationThrottled").retryAfter(1);
    }

    private static Failure graph(String title, String roles, Target target, Fault fault) {
        return new Failure(
                "Graph: " + title, "graph", roles, sandbox -> sandbox.faults().next(target, fault));
    }

    private static Failure smtp(String title, String reply) {
        return new Failure(
                "SMTP: " + title,
                "smtp",
                SEND_ONLY,
                sandbox -> sandbox.faults().next(Target.SMTP_FINAL_DOT, Fault.reply(reply)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void D2_isTriedAgain(Failure failure) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.app().roles(failure.appRoles().split(" "));
            failure.breaks().accept(sandbox);
            Transport.send(message(sandbox, failure.roads(), "30s"));
            assertThat(sandbox.delivered()).hasSize(1);
        }
    }

    @Test
    void D2_whatLastsIsToldInDoorOnesOwnWords() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.app().roles("Mail.Send");
            sandbox.faults().always(Target.GRAPH_SEND, Fault.status(503));
            MimeMessage message = message(sandbox, "graph", "1s");
            assertThatThrownBy(() -> Transport.send(message))
                    .isInstanceOf(MessagingException.class)
                    .satisfies(
                            e -> assertThat(e.getMessage()).endsWith("The message was not sent; send it again later."));
            assertThat(sandbox.delivered()).isEmpty();
            sandbox.faults().clear();
            Transport.send(message);
            assertThat(sandbox.delivered()).hasSize(1);
        }
    }

    private static MimeMessage message(Sandbox sandbox, String roads, String patience) throws MessagingException {
        Properties properties = new Properties();
        properties.putAll(sandbox.settings());
        properties.put("ferrypost.roads", roads);
        properties.put("ferrypost.patience", patience);
        properties.put("mail.smtp.host", "smtp.office365.com");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(Sandbox.MAILBOX);
        message.setRecipients(Message.RecipientType.TO, "you@example.org");
        message.setSubject("x");
        message.setText("hello");
        return message;
    }
}
