package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CVE-2023-51764 and its kin: only CRLF, dot, CRLF ends a message, and nothing goes on that could end one elsewhere. */
class SmugglingTest {
    static List<String> almostEnds() {
        return List.of(
                "\n.\n",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r",
                "\r.\n",
                "\n.\r",
                "\n\n.\r\n",
                "\r\n.\n\r\n",
                "\r.\r\n",
                "\r\n.\r",
                "\r\r\n.\r\r\n",
                "\n\r.\r\n",
                "\r\n\0.\r\n",
                "\r\n.\0\r\n",
                "\n..\r\n",
                "\r\n.\r\r\n",
                "\r\n. \r\n");
    }

    @ParameterizedTest
    @MethodSource("almostEnds")
    void noSecondMailComesOutOfOne(String almostEnd) throws IOException {
        try (Harbour harbour = Harbour.open();
                Script script = harbour.greeted()) {
            script.run("c -> MAIL FROM:<app@contoso.example>\ns <- 250\nc -> RCPT TO:<a@example.org>\ns <- 250\n"
                    + "c -> DATA\ns <- 354");
            script.send("Subject: x\r\n\r\nbefore" + almostEnd + "MAIL FROM:<evil@example.org>\r\n"
                    + "RCPT TO:<victim@example.org>\r\nDATA\r\nSubject: smuggled\r\n\r\n.\r\n");
            script.run("s <- 250 2.0.0\nc -> NOOP\ns <- 250 2.0.0\nc -> QUIT\ns <- 221");

            String content = harbour.content();
            assertThat(content).contains("MAIL FROM:<evil@example.org>").contains("smuggled");
            assertThat(content.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        }
    }
}
