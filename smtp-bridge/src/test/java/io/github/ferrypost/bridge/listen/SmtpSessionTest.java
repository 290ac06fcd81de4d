package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.message.Envelope;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpSessionTest {
    private Harbour harbour;

    @BeforeEach
    void open() throws IOException {
        harbour = Harbour.open();
    }

    @AfterEach
    void close() {
        harbour.close();
    }

    @Test
    void aMailFromGreetingToFarewell() throws IOException {
        try (Script script = harbour.connect()) {
            script.run("""
                    s <- 220 bridge.example ESMTP Ferrypost
                    c -> EHLO client.example
                    s <- 250-bridge.example
                    s <- 250-SIZE 10000000
                    s <- 250-8BITMIME
                    s <- 250-SMTPUTF8
                    s <- 250-PIPELINING
                    s <- 250-AUTH PLAIN LOGIN
                    s <- 250 ENHANCEDSTATUSCODES
                    c -> MAIL FROM:<app@contoso.example>
                    s <- 250 2.1.0
                    c -> RCPT TO:<a@example.org>
                    s <- 250 2.1.5
                    c -> RCPT TO:<b@example.org>
                    s <- 250 2.1.5
                    c -> DATA
                    s <- 354
                    c -> Subject: x
                    c ->
                    c -> Hello
                    c -> .
                    s <- 250 2.0.0 Accepted by Microsoft 365 by graph, trace 4c1b2e5e
                    c -> QUIT
                    s <- 221 2.0.0
                    s <- |
                    """);
        }
        assertThat(harbour.only().envelope())
                .isEqualTo(Envelope.of("app@contoso.example", List.of("a@example.org", "b@example.org")));
        assertThat(harbour.content()).isEqualTo("Subject: x\r\n\r\nHello\r\n");
        assertThat(harbour.passages).singleElement().satisfies(passage -> {
            assertThat(passage.recipients()).hasSize(2);
            assertThat(passage.size()).isEqualTo(21);
        });
    }

    @Test
    void severalMailsOnOneConnectionEachWithItsOwnEnvelope() throws IOException {
        try (Script script = harbour.greeted()) {
            for (int i = 0; i < 300; i++) {
                script.run("c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> RCPT TO:<r" + i
                        + "@example.org>\ns <- 250\nc -> DATA\ns <- 354\nc -> Subject: " + i
                        + "\nc ->\nc -> .\ns <- 250 2.0.0");
            }
        }
        assertThat(harbour.roads.carried()).hasSize(300);
        for (int i = 0; i < 300; i++) {
            assertThat(harbour.roads.carried().get(i).envelope().recipients())
                    .containsExactly("r" + i + "@example.org");
            assertThat(harbour.roads.carried().get(i).message()).endsWith("Subject: " + i + "\r\n\r\n");
        }
    }

    @Test
    void aWholePipelineAtOnceIsAnsweredInOrder() throws IOException {
        try (Script script = harbour.greeted()) {
            script.send("""
                    MAIL FROM:<app@contoso.example>
                    RCPT TO:<a@example.org>
                    RCPT TO:<not an address>
                    DATA
                    Subject: x

                    .
                    MAIL FROM:<>
                    RSET
                    NOOP
                    QUIT
                    """.replace("\n", "\r\n"));
            script.run("""
                    s <- 250 2.1.0
                    s <- 250 2.1.5
                    s <- 553 5.1.3
                    s <- 354
                    s <- 250 2.0.0
                    s <- 250 2.1.0
                    s <- 250 2.0.0
                    s <- 250 2.0.0
                    s <- 221 2.0.0
                    s <- |
                    """);
        }
        assertThat(harbour.only().envelope().recipients()).containsExactly("a@example.org");
    }

    @Test
    void commandsOutOfTurnAreRefused() throws IOException {
        try (Script script = harbour.connect()) {
            script.run("""
                    s <- 220
                    c -> MAIL FROM:<app@contoso.example>
                    s <- 503 5.5.1
                    c -> AUTH PLAIN AGEAYg==
                    s <- 503 5.5.1
                    c -> HELO client
                    s <- 250 bridge.example
                    c -> RCPT TO:<a@example.org>
                    s <- 503 5.5.1
                    c -> DATA
                    s <- 503 5.5.1
                    c -> MAIL FROM:<app@contoso.example>
                    s <- 250
                    c -> MAIL FROM:<app@contoso.example>
                    s <- 503 5.5.1
                    c -> AUTH PLAIN AGEAYg==
                    s <- 503 5.5.1
                    c -> DATA
                    s <- 554 5.5.1
                    c -> RSET
                    s <- 250 2.0.0
                    c -> RCPT TO:<a@example.org>
                    s <- 503 5.5.1
                    c -> STARTTLS
                    s <- 502 5.5.1
                    """);
        }
    }

    @Test
    void ehloAndHeloBeginAnew() throws IOException {
        try (Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> EHLO x\ns <~ 250\n"
                    + "c -> RCPT TO:<a@example.org>\ns <- 503 5.5.1");
        }
    }

    @Test
    void theSmallCommands() throws IOException {
        try (Script script = harbour.greeted()) {
            script.run("""
                    c -> noop whatever
                    s <- 250 2.0.0
                    c -> VRFY somebody
                    s <- 252 2.5.2
                    c -> EXPN list
                    s <- 502 5.5.1
                    c -> HELP
                    s <- 214 2.0.0
                    c -> TURN
                    s <- 500 5.5.2
                    c ->
                    s <- 500 5.5.2
                    c -> quit
                    s <- 221 2.0.0
                    """);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<app@contoso.example>|250 2.1.0",
                "<app@contoso.example> SIZE=100 BODY=8BITMIME|250 2.1.0",
                "<app@contoso.example> BODY=7bit size=100|250 2.1.0",
                "<app@contoso.example> RET=HDRS ENVID=a+20b AUTH=<>|250 2.1.0",
                "<>|250 2.1.0",
                " <app@contoso.example>|250 2.1.0",
                "app@contoso.example|250 2.1.0",
                "app@contoso.example BODY=8BITMIME|250 2.1.0",
                "<@relay.example,@other.example:app@contoso.example>|250 2.1.0",
                "<\"a > b\"@contoso.example>|250 2.1.0",
                "<app@[127.0.0.1]>|250 2.1.0",
                "<müller@contoso.example> SMTPUTF8|250 2.1.0",
                "<müller@contoso.example>|553 5.6.7",
                "<app@contoso.example> BODY=BINARYMIME|501 5.5.4",
                "<app@contoso.example> SIZE=many|501 5.5.4",
                "<app@contoso.example> SIZE=10000001|552 5.3.4",
                "<app@contoso.example> SIZE=99999999999999999999|552 5.3.4",
                "<app@contoso.example> SIZE=1 SIZE=2|501 5.5.4",
                "<app@contoso.example> RET=SOME|501 5.5.4",
                "<app@contoso.example> HOLDFOR=3|555 5.5.4",
                "<app@contoso.example>SIZE=1|501 5.5.4",
                "<app@contoso.example|501 5.5.4",
                "<app>|553 5.1.7",
                "<a b@contoso.example>|553 5.1.7",
                "<a..b@contoso.example>|250 2.1.0",
                "<.a.@contoso.example>|250 2.1.0",
                "<app@contoso.example.>|250 2.1.0",
                "<app@contoso.example..>|553 5.1.7",
                "<app@.>|553 5.1.7",
                "<app@contoso..example>|553 5.1.7",
                "<app@-x.example>|553 5.1.7",
                "x y|555 5.5.4"
            })
    void senders(String argument, String reply) throws IOException {
        try (Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:" + argument + "\ns <- " + reply);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a@example.org>|250 2.1.5",
                "<a@example.org> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb@example.org|250 2.1.5",
                "<a@example.org> NOTIFY=NEVER|250 2.1.5",
                "a@example.org|250 2.1.5",
                "<@relay.example:a@example.org>|250 2.1.5",
                "<a@example.org> NOTIFY=NEVER,DELAY|501 5.5.4",
                "<a@example.org> SIZE=3|555 5.5.4",
                "<>|553 5.1.3",
                "<postmaster>|553 5.1.3",
                "<not an address>|553 5.1.3",
                "<not an address|501 5.5.4",
                "<a@example.org\\0>|421 4.7.0"
            })
    void recipients(String argument, String reply) throws IOException {
        try (Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> RCPT TO:" + argument + "\ns <- " + reply);
        }
    }

    @Test
    void domainsThatAreTooLongAreRefused() throws IOException {
        try (Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<a@example.org>\ns <- 250\nc -> RCPT TO:<a@" + "b.".repeat(127)
                    + "example>\ns <- 553 5.1.3\nc -> RCPT TO:<a@" + "b".repeat(64) + ".example>\ns <- 553 5.1.3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "POST /x HTTP/1.1", "Host: 127.0.0.1:2525", "connect x:25 HTTP/1.1"})
    void webBrowsersAreShownTheDoor(String line) throws IOException {
        try (Script script = harbour.connect()) {
            script.run("s <- 220\nc -> " + line + "\ns <- 421 4.7.0\ns <- |");
        }
    }

    @Test
    void loginsByPlainAndLoginChooseTheAccount() throws IOException {
        String plain = base64("\0scanner\0LEGACYPASSWORD");
        String user = base64("scanner");
        String password = base64("LEGACYPASSWORD");
        for (String login : List.of(
                "c -> AUTH PLAIN " + plain + "\ns <- 235 2.7.0",
                "c -> auth plain\ns <- 334 \nc -> " + plain + "\ns <- 235 2.7.0",
                "c -> AUTH LOGIN\ns <- 334 VXNlcm5hbWU6\nc -> " + user + "\ns <- 334 UGFzc3dvcmQ6\nc -> " + password
                        + "\ns <- 235 2.7.0",
                "c -> AUTH LOGIN " + user + "\ns <- 334 UGFzc3dvcmQ6\nc -> " + password + "\ns <- 235 2.7.0")) {
            try (Script script = harbour.greeted()) {
                script.run(login);
                script.run(
                        "c -> EHLO again\ns <~ 250 ENHANCEDSTATUSCODES\nc -> AUTH PLAIN " + plain + "\ns <- 503 5.5.1");
                script.run(mail());
            }
        }
        assertThat(harbour.roads.carried())
                .hasSize(4)
                .allSatisfy(carried -> assertThat(carried.account().mailbox()).isEqualTo("second@contoso.example"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c -> AUTH|501 5.5.4",
                "c -> AUTH CRAM-MD5|504 5.5.4",
                "c -> AUTH XOAUTH2 abc|504 5.5.4",
                "c -> AUTH PLAIN !!!!|501 5.5.2",
                "c -> AUTH PLAIN YWJj|501 5.5.2",
                "c -> AUTH PLAIN =|501 5.5.2"
            })
    void loginsThatAreNone(String line, String reply) throws IOException {
        try (Script script = harbour.greeted()) {
            script.run(line + "\ns <- " + reply + "\nc -> AUTH LOGIN\ns <- 334\nc -> *\ns <- 501 5.7.0\n");
            script.run(mail());
        }
    }

    @Test
    void aLoginWithAVeryLongPasswordIsHeardOut() throws IOException {
        String secret = base64("\0scanner\0" + "LEGACYPASSWORD".repeat(300));
        try (Script script = harbour.greeted()) {
            script.run("c -> AUTH PLAIN " + secret + "\ns <- 235 2.7.0");
        }
    }

    /** One mail, in a session that is greeted. */
    static String mail() {
        return """
                c -> MAIL FROM:<app@contoso.example>
                s <- 250
                c -> RCPT TO:<a@example.org>
                s <- 250
                c -> DATA
                s <- 354
                c -> Subject: x
                c ->
                c -> Hello
                c -> .
                s <- 250 2.0.0
                """;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
