package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataDecoderTest {
    private static final String END = "<>.<>";

    /** {@code <>} stands for CRLF, {@code <} for a CR and {@code >} for an LF that stand alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "a|a<>",
                ".first|first<>",
                "..first|.first<>",
                "a<>.b|a<>b<>",
                "a<>..|a<>.<>",
                "a<>...|a<>..<>",
                "a>b|a<>b<>",
                "a<b|a<>b<>",
                "a>.b|a<>.b<>",
                "a>.>b|a<>.<>b<>",
                "a<.<b|a<>.<>b<>",
                "a<<>b|a<>b<>",
                "a<<<>b|a<>b<>",
                "a<<b|a<><>b<>",
                "a<>.>b|a<><>b<>",
                "a<>.<b|a<><>b<>",
                "a<>.<<>b|a<><>b<>",
                "a<|a<>",
                "a>|a<><>",
                "<>|<><>",
                "<><>|<><><>"
            })
    void isTheSameHoweverTheOctetsComeIn(String sent, String content) throws IOException {
        String octets = octets(sent.isEmpty() ? ".<>" : sent + END) + "NOOP";
        String expected = octets(content);
        for (int size = 1; size <= octets.length(); size++) {
            assertThat(decode(octets, size)).as("in pieces of %s", size).isEqualTo(expected);
        }
    }

    private static String decode(String octets, int size) throws IOException {
        byte[] all = octets.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataDecoder data = new DataDecoder((bytes, from, to) -> out.write(bytes, from, to - from));
        int at = 0;
        while (!data.ended()) {
            int to = Math.min(all.length, at + size);
            assertThat(at).as("the end is found").isLessThan(all.length);
            int stopped = data.accept(all, at, to);
            assertThat(data.ended() || stopped == to).isTrue();
            at = stopped;
        }
        assertThat(new String(all, at, all.length - at, StandardCharsets.ISO_8859_1))
                .as("what comes after the end")
                .isEqualTo("NOOP");
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static String octets(String text) {
        return text.replace("<", "\r").replace(">", "\n");
    }
}
