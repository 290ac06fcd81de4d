package io.github.ferrypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BccFilterTest {
    private static String through(String message, int block) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BccFilter filter = new BccFilter(out);
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += block) {
            filter.write(bytes, at, Math.min(block, bytes.length - at));
        }
        filter.finish();
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whatever blocks the message comes in. */
    private static void expect(String message, String expected) throws IOException {
        for (int block : new int[] {1, 2, 3, 7, 1000}) {
            assertThat(through(message, block)).isEqualTo(expected);
        }
    }

    @Test
    void removesBccAndNothingElse() throws IOException {
        expect(
                "From: a\r\nBcc: x@y\r\nTo: b\r\n\r\nBcc: in the body\r\n",
                "From: a\r\nTo: b\r\n\r\nBcc: in the body\r\n");
    }

    @Test
    void removesFoldedLinesWithIt() throws IOException {
        expect("Bcc: x@y,\r\n z@y,\r\n\tw@y\r\nTo: b\r\n folded\r\n\r\n", "To: b\r\n folded\r\n\r\n");
    }

    @Test
    void removesEveryOneInAnyCaseAndSpelling() throws IOException {
        expect("bcc : x\r\nA: 1\r\nBCC\t: y\r\nResent-Bcc: z\r\nrEsEnT-bCC:\r\nB: 2\r\n\r\n", "A: 1\r\nB: 2\r\n\r\n");
    }

    @Test
    void leavesNamesThatOnlyLookAlike() throws IOException {
        String message = "X-Bcc: 1\r\nBcc-Note: 2\r\nBccc: 3\r\n" + "N".repeat(70) + ": Bcc: 4\r\n\r\n";
        expect(message, message);
    }

    @Test
    void knowsBareLineEndsSinceTheyLeaveAsLineEnds() throws IOException {
        expect("A: 1\nBcc: x\n y\nB: 2\n\nbody", "A: 1\nB: 2\n\nbody");
        expect("A: 1\rBcc: x\rB: 2\r\rBcc: body", "A: 1\rB: 2\r\rBcc: body");
    }

    @Test
    void keepsEveryByteOfOddMessages() throws IOException {
        for (String message : new String[] {
            "",
            "\r\nbody",
            "no colon",
            "no colon\r\nA: 1\r\n\r\n",
            "Subject: \u00e4\u00ff\u0000\r\n\r\n\u00fe",
            "Bc",
            " lead\r\n\r\n"
        }) {
            expect(message, message);
        }
    }

    @Test
    void removesAFieldThatEndsTheMessage() throws IOException {
        expect("A: 1\r\nBcc: x", "A: 1\r\n");
    }
}
