package io.github.ferrypost.util;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTextTest {
    @ParameterizedTest
    @CsvSource({
        "plain, plain, plain",
        "büro 漢字 😀, büro 漢字 😀, büro 漢字 😀",
        "a\u001B[31mb, a?[31mb, a?[31mb",
        "a\u0007b\u007Fc\u009Bd, a?b?c?d, a?b?c?d",
        "evil\u202Emoc.elgoog, evil?moc.elgoog, evil?moc.elgoog",
        "a\u2066b\u2069c\u200Ed, a?b?c?d, a?b?c?d",
        "a\u2028b\u2029c, a?b?c, a?b?c",
        "a\uD800b, a?b, a?b",
        "a\u200Db\u00ADc, a?b?c, a\u200Db\u00ADc",
    })
    void SEC20_nothingSteersATerminalOrTurnsText(String text, String line, String block) {
        assertThat(PrintableText.line(text)).isEqualTo(line);
        assertThat(PrintableText.block(text)).isEqualTo(block);
    }

    @Test
    void lineEndsStayInABlockOnly() {
        assertThat(PrintableText.line("a\tb\r\nc")).isEqualTo("a?b??c");
        assertThat(PrintableText.block("a\tb\r\nc")).isEqualTo("a\tb\r\nc");
    }
}
