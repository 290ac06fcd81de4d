package io.github.ferrypost.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalLinesTest {
    @ParameterizedTest
    @CsvSource({
        "a, a",
        "aRNb, aRNb",
        "aNb, aRNb",
        "aRb, aRNb",
        "aR, aRN",
        "N, RN",
        "RR, RNRN",
        "RRN, RNRN",
        "NR, RNRN",
        "N.N, RN.RN",
        "N.RN, RN.RN",
        "R.R, RN.RN"
    })
    void mendsLineEnds(String given, String mended) throws IOException {
        assertThat(HeaderSectionTest.text(CanonicalLines.of(HeaderSectionTest.bytes(real(given)))))
                .isEqualTo(real(mended));
    }

    private static String real(String text) {
        return text.replace('R', '\r').replace('N', '\n');
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mendsAsAngusDoes(int seed) throws IOException {
        String given = new Random(seed)
                .ints(200, 0, 4)
                .mapToObj(i -> "\r\nx.".substring(i, i + 1))
                .collect(Collectors.joining());
        ByteArrayOutputStream angus = new ByteArrayOutputStream();
        try (CRLFOutputStream out = new CRLFOutputStream(angus)) {
            out.write(Latin1.bytes(given));
        }
        assertThat(HeaderSectionTest.text(CanonicalLines.of(HeaderSectionTest.bytes(given)))).isEqualTo(Latin1.of(angus.toByteArray()));
    }

    @Test
    void givesTheBytesThemselvesWhereNothingIsToBeMended() throws IOException {
        ByteSource canonical = HeaderSectionTest.bytes("a\r\n\r\nb\r\n");
        assertThat(CanonicalLines.of(canonical)).isSameAs(canonical);
    }
}
