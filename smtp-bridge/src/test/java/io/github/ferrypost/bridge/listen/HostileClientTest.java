package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.deliver.AcceptResult;
import io.github.ferrypost.bridge.deliver.Delivery;
import io.github.ferrypost.bridge.deliver.SubmittedMail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client can make the listener keep, repeat or recurse, and where that ends. */
class HostileClientTest {
    private static final String ENVELOPE =
            "c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n";

    static List<String> longParameters() {
        return List.of(
                "MAIL FROM:<a@contoso.example> ENVID=" + "a".repeat(101),
                "MAIL FROM:<a@contoso.example> ENVID=" + "a".repeat(1900),
                "MAIL FROM:<a@contoso.example> ENVID=" + "+2B".repeat(600),
                "MAIL FROM:<a@contoso.example> AUTH=" + "a".repeat(1900),
                "MAIL FROM:<a@contoso.example> SIZE=" + "1".repeat(1900),
                "MAIL FROM:<a@contoso.example> RET=" + "F".repeat(1900),
                "MAIL FROM:<a@contoso.example> BODY=" + "8".repeat(1900),
                "MAIL FROM:<a@contoso.example> SMTPUTF8=" + "8".repeat(1900),
                "RCPT TO:<a@example.org> NOTIFY=DELAY" + ",DELAY".repeat(300),
                "RCPT TO:<a@example.org> ORCPT=rfc822;" + "a".repeat(501),
                "RCPT TO:<a@example.org> ORCPT=rfc822;" + "a".repeat(1900));
    }

    @ParameterizedTest
    @MethodSource("longParameters")
    void SEC5_aLongParameterIsRefusedInOneLine(String line) throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            if (line.startsWith("RCPT")) {
                script.run("c -> MAIL FROM:<a@contoso.example>\ns <- 250");
            }
            script.run("c -> " + line + "\ns <- 501 5.5.4\nc -> NOOP\ns <- 250");
            assertThat(harbour.faults).isEmpty();
        }
    }

    static List<String> longAddresses() {
        return List.of(
                "a.".repeat(900) + "a",
                "a".repeat(1900),
                "\"" + "\\a".repeat(900) + "\"",
                "\"" + "a".repeat(1900) + "\"",
                "é".repeat(1900));
    }

    @ParameterizedTest
    @MethodSource("longAddresses")
    void SEC5_aLongAddressNeedsNoStack(String local) throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<app@contoso.example> SMTPUTF8\ns <- 250\nc -> RCPT TO:<" + local
                    + "@example.org>\ns <- 250\nc -> RCPT TO:<a@" + "b.".repeat(900) + "example>\ns <- 553 5.1.3");
            assertThat(harbour.faults).isEmpty();
        }
    }

    @Test
    void SEC5_theLongestParametersOfTheRfcAreAccepted() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<app@contoso.example> RET=HDRS ENVID=" + "a".repeat(100)
                    + "\ns <- 250\nc -> RCPT TO:<a@example.org> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;"
                    + "a".repeat(493) + "\ns <- 250");
        }
    }

    @Test
    void SEC1_parametersOfAThousandRecipientsStayWithinTheBudget() throws IOException {
        try (Harbour harbour = Harbour.open(memory(2 << 20));
                Script script = harbour.greeted();
                Script other = harbour.greeted()) {
            assertThat(fillEnvelope(script)).startsWith("452 4.5.3");
            String answer = fillEnvelope(other);
            assertThat(answer).startsWith("452 4.");
            script.run("c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .\ns <- 250");
            other.run("c -> RSET\ns <- 250");
            assertThat(fillEnvelope(script)).startsWith("452 4.5.3");
        }
    }

    /** RCPT after RCPT, each as long as it may be, until one is refused. */
    private static String fillEnvelope(Script script) throws IOException {
        script.run("c -> MAIL FROM:<app@contoso.example>\ns <- 250");
        String reply = "250";
        for (int i = 0; i < 1000 && reply.startsWith("250"); i++) {
            script.send("RCPT TO:<" + "a".repeat(1200) + i + "@example.org> ORCPT=rfc822;" + "b".repeat(490) + "\r\n");
            reply = script.reply();
        }
        return reply;
    }

    @Test
    void SEC1_messagesOfAllSessionsShareOneBudgetAndGoToFilesBeyondIt() throws IOException {
        int size = 300_000;
        List<Script> clients = new ArrayList<>();
        try (Harbour harbour = Harbour.open(memory(1 << 20))) {
            for (int i = 0; i < 20; i++) {
                Script client = harbour.greeted();
                client.run(ENVELOPE + "c -> DATA\ns <- 354");
                client.send("Subject: " + i + "\r\n\r\n" + "0123456789".repeat(size / 10) + "\r\n");
                clients.add(client);
            }
            for (Script client : clients) {
                client.run("c -> .\ns <- 250");
                client.close();
            }
            assertThat(harbour.roads.carried())
                    .hasSize(20)
                    .allSatisfy(carried -> assertThat(carried.message())
                            .hasSizeGreaterThan(size)
                            .endsWith("0123456789\r\n"));
        }
    }

    @Test
    void SEC1_aHeaderSectionThatIsTooLargeIsRefusedWithAReason() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run(ENVELOPE + "c -> DATA\ns <- 354");
            script.send("To: " + "\"\",".repeat(1_000_000) + "\r\n\r\nbody\r\n.\r\n");
            script.run("s <- 552 5.3.4 The message header is larger than 262144 bytes");
            script.run(ENVELOPE + "c -> DATA\ns <- 354");
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 200_000; i++) {
                lines.append(Integer.toHexString(i)).append(":\r\n");
            }
            script.send(lines + "\r\nbody\r\n.\r\n");
            script.run("s <- 552 5.3.4");
            script.run(ENVELOPE + "c -> DATA\ns <- 354");
            script.send("To: " + "\"\",".repeat(80_000) + "a@example.org\r\n\r\nbody\r\n.\r\n");
            script.run("s <- 250");
            assertThat(harbour.roads.carried()).hasSize(1);
        }
    }

    @Test
    void SEC4_everyRefusalCountsAndTheTwentiethEndsTheSession() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            StringBuilder pipeline = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                pipeline.append("MAIL FROM:<no address>\r\n");
            }
            script.send(pipeline.toString());
            for (int i = 1; i < 20; i++) {
                script.run("s <- 553 5.1.7");
            }
            script.run("s <- 421 4.7.0 Too many errors\ns <- |");
            assertThat(harbour.refusals).hasSize(20);
        }
    }

    @Test
    void SEC4_anAcceptedMailBeginsTheCountAgain() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            for (int i = 0; i < 30; i++) {
                script.run("c -> MAIL FROM:<no address>\ns <- 553 5.1.7");
                script.run(SmtpSessionTest.mail());
            }
            assertThat(harbour.roads.carried()).hasSize(30);
        }
    }

    @Test
    void SEC1_anErrorEndsItsOwnSessionWithAReplyAndNoOther(@TempDir Path folder) throws IOException {
        try (Harbour harbour = Harbour.delivering(Harbour.LIMITS, folder, Failing::new);
                Script broken = harbour.greeted();
                Script other = harbour.greeted()) {
            broken.run(ENVELOPE + "c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .\ns <- 421 4.3.0\ns <- |");
            assertThat(harbour.faults).hasSize(1);
            other.run("c -> NOOP\ns <- 250");
            assertThat(harbour.failedThreads).isEmpty();
            assertThat(harbour.listener.isListening()).isTrue();
        }
    }

    @Test
    void A1_localPartsOverSixtyFourOctetsAreAccepted() throws IOException {
        String local =
                "IMCEAEX-_O=CONTOSO_OU=EXCHANGE+20ADMINISTRATIVE+20GROUP+20+28FYDIBOHF23SPDLT+29_CN=RECIPIENTS_CN=X";
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run(
                    "c -> MAIL FROM:<" + "bounces+".repeat(12) + "x@contoso.example>\ns <- 250\nc -> RCPT TO:<" + local
                            + "@example.org>\ns <- 250\nc -> RCPT TO:<" + "a".repeat(65)
                            + "@example.org>\ns <- 250\nc -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .\ns <- 250");
            assertThat(harbour.only().envelope().recipients())
                    .containsExactly(local + "@example.org", "a".repeat(65) + "@example.org");
        }
    }

    @Test
    void aFinalDotOfADomainIsNoPartOfTheAddress() throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<app@contoso.example.>\ns <- 250\nc -> RCPT TO:<a@example.org.>\ns <- 250");
            script.run("c -> RCPT TO:<a..b.@docomo.example>\ns <- 250");
            script.run("c -> DATA\ns <- 354\nc -> Subject: x\nc ->\nc -> .\ns <- 250");
            assertThat(harbour.only().envelope().sender()).isEqualTo("app@contoso.example");
            assertThat(harbour.only().envelope().recipients()).containsExactly("a@example.org", "a..b.@docomo.example");
        }
    }

    @ParameterizedTest
    @MethodSource("greetingsWithoutName")
    void E1_aGreetingWithoutANameIsAccepted(String greeting) throws IOException {
        try (Harbour harbour = Harbour.withReceived();
                Script script = harbour.connect()) {
            script.run("s <- 220\nc -> " + greeting + "\ns <~ 250");
            script.run(SmtpSessionTest.mail());
            assertThat(harbour.only().message()).startsWith("Received: from [127.0.0.1] ([127.0.0.1])\r\n");
        }
    }

    static List<String> greetingsWithoutName() {
        return List.of("HELO", "EHLO", "HELO ", "EHLO  ", "HELO BÜRO-PC", "EHLO BÜRO-PC", "EHLO MÜLLER.example");
    }

    @Test
    void E2_aNameBeyondAsciiStandsInTheTraceLineOnlyWithSmtpUtf8() throws IOException {
        try (Harbour harbour = Harbour.withReceived();
                Script script = harbour.connect()) {
            script.run(
                    "s <- 220\nc -> EHLO BÜRO-PC\ns <~ 250\nc -> MAIL FROM:<app@contoso.example> SMTPUTF8\ns <- 250");
            script.run("c -> RCPT TO:<a@example.org>\ns <- 250\nc -> DATA\ns <- 354");
            script.run("c -> Subject: x\nc ->\nc -> .\ns <- 250");
            byte[] raw = harbour.only().message().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(new String(raw, java.nio.charset.StandardCharsets.UTF_8)).startsWith("Received: from BÜRO-PC (");
        }
    }

    private static ListenerLimits memory(long bytes) {
        ListenerLimits wide = Harbour.LIMITS;
        return new ListenerLimits(
                new ListenerLimits.Message(10_000_000, 1 << 18, 1000),
                wide.connections(),
                new ListenerLimits.Waits(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(1),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(5)),
                bytes,
                20,
                3);
    }

    private record Failing(Delivery delivery) implements Delivery {
        @Override
        public AcceptResult take(SubmittedMail arrival) {
            throw new OutOfMemoryError("as a test wants it");
        }

        @Override
        public long largest(Account account) {
            return delivery.largest(account);
        }

        @Override
        public boolean hasRoom(long bytes) {
            return true;
        }
    }
}
