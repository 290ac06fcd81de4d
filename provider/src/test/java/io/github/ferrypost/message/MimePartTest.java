package io.github.ferrypost.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MimePartTest {
    private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("no MIME", "Subject: s\r\n\r\nHello\r\n", "text/plain[Hello.]"),
                Arguments.of(
                        "two parts, preamble, epilogue",
                        MIXED
                                + "pre\r\n--b\r\n\r\none\r\n--b\r\nContent-Type: image/PNG\r\n\r\ntwo\r\n--b--\r\nepi\r\n",
                        "multipart/mixed(text/plain[one] image/png[two])"),
                Arguments.of(
                        "nested",
                        MIXED + "--b\r\nContent-Type: multipart/alternative; boundary=\"b c\"\r\n\r\n--b c\r\n\r\n1\r\n"
                                + "--b c\r\n\r\n2\r\n--b c--\r\n--b\r\n\r\n3\r\n--b--\r\n",
                        "multipart/mixed(multipart/alternative(text/plain[1] text/plain[2]) text/plain[3])"),
                Arguments.of(
                        "inner multipart never closed",
                        MIXED
                                + "--b\r\nContent-Type: multipart/related; boundary=c\r\n\r\n--c\r\n\r\n1\r\n--b\r\n\r\n2\r\n--b--",
                        "multipart/mixed(multipart/related(text/plain[1]) text/plain[2])"),
                Arguments.of("never closed", MIXED + "--b\r\n\r\none", "multipart/mixed(text/plain[one])"),
                Arguments.of(
                        "LF alone",
                        MIXED.replace("\r", "") + "--b\n\none\n--b--\n",
                        "multipart/mixed(text/plain[one])"),
                Arguments.of(
                        "blanks after a delimiter",
                        MIXED + "--b \t\r\n\r\none\r\n--b-- \r\n",
                        "multipart/mixed(text/plain[one])"),
                Arguments.of(
                        "what looks like a delimiter",
                        MIXED + "--b\r\n\r\n--bb\r\n-- \r\n--b--\r\n",
                        "multipart/mixed(text/plain[--bb.-- ])"),
                Arguments.of(
                        "part without an empty line",
                        MIXED + "--b\r\nContent-Type: a/b\r\n--b--\r\n",
                        "multipart/mixed(a/b[])"),
                Arguments.of("empty part", MIXED + "--b\r\n\r\n--b--\r\n", "multipart/mixed(text/plain[])"),
                Arguments.of("no boundary", "Content-Type: multipart/mixed\r\n\r\nx", "multipart/mixed[x]"),
                Arguments.of("no parts", MIXED + "x", "multipart/mixed[x]"),
                Arguments.of(
                        "a message inside is a leaf",
                        MIXED + "--b\r\nContent-Type: message/rfc822\r\n\r\n" + MIXED.replace("=b", "=d")
                                + "--d\r\n\r\n1\r\n--d--\r\n--b--",
                        "multipart/mixed(message/rfc822[Content-Type: multipart/mixed; boundary=d..--d..1.--d--])"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void findsTheParts(String name, String message, String expected) throws IOException {
        MimePart whole = MimePart.read(HeaderSectionTest.bytes(message));
        assertThat(described(whole, message)).isEqualTo(expected);
        assertThat(whole.end()).isEqualTo(message.length());
    }

    private static String described(MimePart part, String message) {
        for (MimePart child : part.children()) {
            assertThat(message.substring((int) child.start())).startsWith("--");
            assertThat(child.bodyStart()).isLessThanOrEqualTo(child.bodyEnd());
            assertThat(child.bodyEnd()).isLessThanOrEqualTo(child.end());
        }
        String body = message.substring((int) part.bodyStart(), (int) part.bodyEnd());
        return part.type()
                + (part.children().isEmpty()
                        ? "[" + body.replaceAll("\r?\n", ".") + "]"
                        : part.children().stream()
                                .map(child -> described(child, message))
                                .collect(Collectors.joining(" ", "(", ")")));
    }

    @Test
    void readsFileNames() throws IOException {
        MimePart part = MimePart.read(
                HeaderSectionTest.bytes("Content-Disposition: attachment;\r\n filename*=utf-8''%C3%BC%2C.pdf\r\n\r\n"));
        assertThat(part.disposition().orElseThrow().getParameter("filename")).isEqualTo("\u00fc,.pdf");
    }

    @Test
    void piecesAreReadInTheirOrder() throws IOException {
        ByteSource whole = HeaderSectionTest.bytes("0123456789");
        assertThat(HeaderSectionTest.text(CompositeSource.of(whole)
                        .and(2, 4)
                        .and(Latin1.bytes("-"))
                        .and(5, 5)
                        .and(7, 10)))
                .isEqualTo("23-789");
    }
}
