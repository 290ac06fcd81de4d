package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.reply.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyTextTest {
    @Test
    void aReplyIsOneLineWithTheRemedyInIt() {
        assertThat(ReplyText.of(Reply.of(550, "5.7.60", "ErrorSendAsDenied").withRemedy("Give the right.")))
                .isEqualTo("550 5.7.60 ErrorSendAsDenied. Remedy: Give the right.\r\n");
    }

    @Test
    void aLongReplyIsSeveralLinesOf512OctetsAtMost() {
        String words = "word ".repeat(300).strip();
        List<String> lines = ReplyText.of(Reply.of(451, "4.3.0", words)).lines().toList();
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(510));
        assertThat(lines.subList(0, 2)).allSatisfy(line -> assertThat(line).startsWith("451-4.3.0 word"));
        assertThat(lines.get(2)).startsWith("451 4.3.0 word");
        assertThat(String.join(
                        " ", lines.stream().map(line -> line.substring(10)).toList()))
                .isEqualTo(words);
    }

    @Test
    void aWordLongerThanALineIsCut() {
        assertThat(ReplyText.of(Reply.of(451, "4.3.0", "x".repeat(1200))).lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(510));
    }

    @Test
    void nothingButPrintableAsciiGoesOut() {
        assertThat(ReplyText.of(Reply.of(550, "5.1.1", "für\u0007\uD83D\uDE00\r\n250 OK")))
                .isEqualTo("550 5.1.1 f?r ?  250 OK\r\n");
    }
}
