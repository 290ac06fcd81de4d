package io.github.ferrypost.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderSectionTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                row("regular", "From: a\r\nTo: b\r\n\r\nbody\r\n", "body\r\n", "From: a\r\n", "To: b\r\n"),
                row("folded", "To: a,\r\n\tb\r\n c\r\n\r\nx", "x", "To: a,\r\n\tb\r\n c\r\n"),
                row("line of blanks is folding", "To: a\r\n \r\n b\r\n\r\nx", "x", "To: a\r\n \r\n b\r\n"),
                row("LF alone", "From: a\nTo: b\n\nbody\n", "body\n", "From: a\n", "To: b\n"),
                row("CR alone", "From: a\rTo: b\r\rbody", "body", "From: a\r", "To: b\r"),
                row("no body", "From: a\r\n\r\n", "", "From: a\r\n"),
                row("no empty line, no body", "From: a\r\nTo: b\r\n", "", "From: a\r\n", "To: b\r\n"),
                row("no line end at the end", "From: a\r\nTo: b", "", "From: a\r\n", "To: b"),
                row(
                        "line without a colon ends it",
                        "From: a\r\nHello\r\nTo: b\r\n",
                        "Hello\r\nTo: b\r\n",
                        "From: a\r\n"),
                row("a time is no field", "From: a\r\nat noon: x\r\n", "at noon: x\r\n", "From: a\r\n"),
                row("mbox line", "From a@x Mon Jan  1 00:00:00 2026\r\nTo: b\r\n\r\nx", "x", "To: b\r\n"),
                row("quoted mbox line", ">From a@x Mon Jan  1\r\nTo: b\r\n\r\nx", "x", "To: b\r\n"),
                row("blank before the colon", "To : b\r\n\r\nx", "x", "To : b\r\n"),
                row("no header section", "\r\nTo: b\r\n", "To: b\r\n"),
                row("continuation of nothing", " x\r\nTo: b\r\n", " x\r\nTo: b\r\n"),
                row("nothing at all", "", ""));
    }

    private static Arguments row(String name, String message, String body, String... fields) {
        return Arguments.of(name, message, body, List.of(fields));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void readsFieldsByteForByteAndFindsTheBody(String name, String message, String body, List<String> fields)
            throws IOException {
        HeaderSection head = read(message);
        assertThat(head.fields().stream()
                        .map(field -> new String(field.raw(), StandardCharsets.ISO_8859_1))
                        .collect(Collectors.toList()))
                .isEqualTo(fields);
        assertThat(message.substring((int) head.bodyOffset())).isEqualTo(body);
    }

    @Test
    void findsFieldsWhateverTheCaseOfTheName() throws IOException {
        HeaderSection head = read("TO: a@x.test\r\nto : B <b@x.test>\r\nSubject: one\r\n two\r\n\r\n");
        assertThat(head.all("To")).hasSize(2);
        assertThat(head.addresses("To")).map(Address::toString).containsExactly("a@x.test", "b@x.test");
        assertThat(head.first("subject").orElseThrow().value()).isEqualTo("one two");
    }

    @Test
    void readsUtf8Values() throws IOException {
        HeaderSection head = HeaderSection.read(
                        ByteSource.of("Subject: \u00fc\r\n\r\n".getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
        assertThat(head.first("Subject").orElseThrow().value()).isEqualTo("\u00fc");
    }

    @Test
    void doesNotReadTheBody() throws IOException {
        AtomicLong read = new AtomicLong();
        byte[] head = Latin1.bytes("From: a\r\n\r\n");
        ByteSource endless = new ByteSource() {
            @Override
            public InputStream open() {
                return new SequenceInputStream(new ByteArrayInputStream(head), new Endless(read));
            }

            @Override
            public long size() {
                return Long.MAX_VALUE;
            }
        };
        assertThat(HeaderSection.read(endless)).isPresent();
        assertThat(read.get()).isLessThan(1 << 16);
    }

    private static final class Endless extends InputStream {
        private final AtomicLong read;

        Endless(AtomicLong read) {
            this.read = read;
        }

        @Override
        public int read() {
            read.incrementAndGet();
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            read.addAndGet(length);
            return length;
        }
    }

    @Test
    void givesNothingForAHeaderSectionWithoutEnd() throws IOException {
        byte[] line = "X-Long: x\r\n".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() <= HeaderSection.LARGEST) {
            all.write(line);
        }
        assertThat(HeaderSection.read(ByteSource.of(all.toByteArray()))).isEmpty();
    }

    static HeaderSection read(String message) throws IOException {
        return HeaderSection.read(ByteSource.of(message.getBytes(StandardCharsets.ISO_8859_1)))
                .orElseThrow();
    }

    static String text(ByteSource bytes) throws IOException {
        try (InputStream in = bytes.open()) {
            byte[] all = in.readAllBytes();
            assertThat((long) all.length).isEqualTo(bytes.size());
            return new String(all, StandardCharsets.ISO_8859_1);
        }
    }

    static ByteSource bytes(String text) {
        return ByteSource.of(Latin1.bytes(text));
    }
}
