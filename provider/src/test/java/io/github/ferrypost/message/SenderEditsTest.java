package io.github.ferrypost.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SenderEditsTest {
    private static final String POST = "post@x.test";
    private static final Set<String> EDITED =
            Set.of("from", "reply-to", "sender", "x-ferrypost-original-from", "x-ferrypost-original-sender");

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "scanner",
                        "From: scanner@local|To: a@x.test",
                        "From: post@x.test|To: a@x.test|X-Ferrypost-Original-From: scanner@local|Reply-To: scanner@local"),
                row(
                        "display name kept",
                        "From: Big Scanner <scanner@local>",
                        "From: Big Scanner <post@x.test>|X-Ferrypost-Original-From: Big Scanner <scanner@local>|"
                                + "Reply-To: Big Scanner <scanner@local>"),
                row(
                        "display name with at sign",
                        "From: \"scanner@local\" <scanner@local>",
                        "From: \"scanner@local\" <post@x.test>|"
                                + "X-Ferrypost-Original-From: \"scanner@local\" <scanner@local>|"
                                + "Reply-To: \"scanner@local\" <scanner@local>"),
                row(
                        "unquoted display name with at sign",
                        "From: scanner@local <scanner@local>",
                        "From: \"scanner@local\" <post@x.test>|"
                                + "X-Ferrypost-Original-From: scanner@local <scanner@local>|"
                                + "Reply-To: \"scanner@local\" <scanner@local>"),
                row(
                        "own Reply-To stays",
                        "Reply-To: Desk <desk@x.test>|From: scanner@local",
                        "Reply-To: Desk <desk@x.test>|From: post@x.test|X-Ferrypost-Original-From: scanner@local"),
                row(
                        "empty Reply-To is none",
                        "Reply-To:|From: scanner@local",
                        "Reply-To: scanner@local|From: post@x.test|X-Ferrypost-Original-From: scanner@local"),
                row("no From", "To: a@x.test", "To: a@x.test|From: <post@x.test>"),
                row("empty From", "From:|To: a@x.test", "From: <post@x.test>|To: a@x.test"),
                row(
                        "empty path",
                        "From: <>|To: a@x.test",
                        "From: <post@x.test>|To: a@x.test|X-Ferrypost-Original-From: <>"),
                row(
                        "name without a domain",
                        "From: root|To: a@x.test",
                        "From: post@x.test|To: a@x.test|X-Ferrypost-Original-From: root"),
                row(
                        "cron",
                        "From: root (Cron Daemon)|To: a@x.test",
                        "From: post@x.test (Cron Daemon)|To: a@x.test|"
                                + "X-Ferrypost-Original-From: root (Cron Daemon)"),
                row(
                        "name without a domain in brackets",
                        "From: HP Scanner <scanner>|To: a@x.test",
                        "From: HP Scanner <post@x.test>|To: a@x.test|"
                                + "X-Ferrypost-Original-From: HP Scanner <scanner>"),
                row(
                        "words",
                        "From: Accounting Department|To: a@x.test",
                        "From: <post@x.test>|To: a@x.test|X-Ferrypost-Original-From: Accounting Department"),
                row(
                        "several From fields",
                        "From: One <one@local>|Subject: s|From: two@local",
                        "From: One <post@x.test>|Subject: s|"
                                + "X-Ferrypost-Original-From: One <one@local>,\\ two@local|"
                                + "Reply-To: One <one@local>,\\ two@local"),
                row(
                        "group",
                        "From: Devices: one@local, Two <two@local>;",
                        "From: post@x.test|X-Ferrypost-Original-From: Devices: one@local, Two <two@local>;|"
                                + "Reply-To: one@local,\\ Two <two@local>"),
                row(
                        "several authors, one of them replaced",
                        "From: one@local, Kept <kept@y.test>",
                        "From: post@x.test,\\ Kept <kept@y.test>|"
                                + "X-Ferrypost-Original-From: one@local, Kept <kept@y.test>|Reply-To: one@local|"
                                + "Sender: post@x.test"),
                row(
                        "Sender that becomes the author goes",
                        "Sender: daemon@local|From: scanner@local",
                        "From: post@x.test|X-Ferrypost-Original-From: scanner@local|Reply-To: scanner@local|"
                                + "X-Ferrypost-Original-Sender: daemon@local"),
                row(
                        "Sender that nothing replaces",
                        "Sender: Desk <kept@y.test>|From: scanner@local",
                        "Sender: Desk <kept@y.test>|From: post@x.test|X-Ferrypost-Original-From: scanner@local|"
                                + "Reply-To: scanner@local"),
                row(
                        "Sender of an author that stays",
                        "Sender: daemon@local|From: kept@y.test",
                        "Sender: post@x.test|From: kept@y.test|X-Ferrypost-Original-Sender: daemon@local"),
                row(
                        "Resent fields stay",
                        "Resent-From: scanner@local|From: scanner@local|Resent-Sender: scanner@local",
                        "Resent-From: scanner@local|From: post@x.test|Resent-Sender: scanner@local|"
                                + "X-Ferrypost-Original-From: scanner@local|Reply-To: scanner@local"),
                row(
                        "another's original is no original",
                        "X-Ferrypost-Original-From: boss@x.test|From: scanner@local",
                        "X-Ferrypost-Original-From: scanner@local|From: post@x.test|Reply-To: scanner@local"),
                row(
                        "RFC 2047 name, folded",
                        "From: =?utf-8?Q?B=C3=BCro?=\\ <scanner@local>",
                        "From: =?utf-8?Q?B=C3=BCro?= <post@x.test>|"
                                + "X-Ferrypost-Original-From: =?utf-8?Q?B=C3=BCro?=\\ <scanner@local>|"
                                + "Reply-To: =?utf-8?Q?B=C3=BCro?=\\ <scanner@local>"),
                row(
                        "UTF-8 name",
                        "From: B\u00c3\u00bcro <scanner@local>",
                        "From: B\u00c3\u00bcro <post@x.test>|X-Ferrypost-Original-From: B\u00c3\u00bcro <scanner@local>|"
                                + "Reply-To: B\u00c3\u00bcro <scanner@local>"),
                row("what stays is untouched", "FROM:  kept@y.test \\ |X:y", "FROM:  kept@y.test \\ |X:y"),
                row(
                        "two authors that stay",
                        "From: kept@y.test|From: kept@z.test",
                        "From: kept@y.test|From: kept@z.test"));
    }

    /** In the texts a bar ends a line and a backslash folds one. */
    private static Arguments row(String name, String given, String edited) {
        return Arguments.of(name, head(given), head(edited));
    }

    private static String head(String text) {
        return text.replace("|", "\r\n").replace("\\ ", "\r\n ") + "\r\n";
    }

    /** Replaces what ends in {@code @local} or has no domain. */
    private static Optional<String> local(String sender) {
        boolean moves = sender.endsWith("@local") || (!sender.isEmpty() && sender.indexOf('@') < 0);
        return moves ? Optional.of(POST) : Optional.empty();
    }

    private static SenderEdits edits(ByteSource message, Function<String, Optional<String>> to, String name)
            throws IOException {
        return SenderEdits.of(
                HeaderSection.read(message).orElseThrow(), to, Optional.of(name).filter(n -> !n.isEmpty()), POST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void edits(String name, String given, String edited) throws IOException {
        ByteSource message = HeaderSectionTest.bytes(given + "\r\nbody\r\n");

        ByteSource result = edits(message, SenderEditsTest::local, "").applyTo(message);

        assertThat(HeaderSectionTest.text(result)).isEqualTo(edited + "\r\nbody\r\n");
        if (given.equals(edited)) {
            assertThat(result).isSameAs(message);
        }
    }

    @Test
    void aNewDisplayNameIsQuotedOrEncoded() throws IOException {
        ByteSource message = HeaderSectionTest.bytes("From: Old <kept@y.test>\r\n\r\n");

        SenderEdits plain = edits(message, SenderEditsTest::local, "Contoso, \"Scans\"");
        String umlauts = HeaderSectionTest.text(
                edits(message, SenderEditsTest::local, "B\u00fcro ".repeat(20).strip())
                        .applyTo(message));

        assertThat(HeaderSectionTest.text(plain.applyTo(message)))
                .startsWith("From: \"Contoso, \\\"Scans\\\"\" <kept@y.test>\r\n")
                .contains("X-Ferrypost-Original-From: Old <kept@y.test>\r\n")
                .doesNotContain("Reply-To");
        assertThat(plain.changesAddress()).isFalse();
        assertThat(umlauts.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
        assertThat(umlauts).startsWith("From: =?utf-8?B?").contains("?= <kept@y.test>\r\n");
    }

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingButTheDocumentedFieldsChanges(int seed) throws IOException {
        Random random = new Random(seed);
        List<String> fields = new ArrayList<>();
        for (String name : List.of("From", "FROM", "Sender", "Reply-To", "To", "X-Odd", "Resent-From", "Cc")) {
            int count = random.nextInt(3);
            for (int i = 0; i < count; i++) {
                fields.add(name + ": " + Generated.list(random, Generated.addresses(random, 3)) + "\r\n");
            }
        }
        fields.add("Subject: =?utf-8?Q?a?=\r\n folded \t\r\n");
        fields.add("X-Bytes:\u00ff\u00fe\u0001\r\n");
        Collections.shuffle(fields, random);
        String body = IntStream.range(0, random.nextInt(500))
                .mapToObj(i -> String.valueOf((char) random.nextInt(256)))
                .collect(Collectors.joining());
        ByteSource message = HeaderSectionTest.bytes(String.join("", fields) + "\r\n" + body);

        ByteSource edited = edits(message, sender -> Optional.of(POST), "").applyTo(message);

        HeaderSection before = HeaderSection.read(message).orElseThrow();
        HeaderSection after = HeaderSection.read(edited).orElseThrow();
        assertThat(others(after)).isEqualTo(others(before));
        assertThat(HeaderSectionTest.text(edited).substring((int) after.bodyOffset()))
                .isEqualTo(body);
        assertThat(after.all("From")).hasSize(1);
        assertThat(after.addresses("From").map(Address::toString)).containsExactly(POST);
        assertThat(after.first("Sender")).isEmpty();
        assertThat(after.addresses("Reply-To").collect(Collectors.toList()))
                .containsExactlyElementsOf(
                        before.addresses("Reply-To").findFirst().isPresent()
                                ? before.addresses("Reply-To").collect(Collectors.toList())
                                : before.addresses("From").collect(Collectors.toList()));
    }

    private static List<HeaderField> others(HeaderSection head) {
        return head.fields().stream()
                .filter(field -> !EDITED.contains(field.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toList());
    }
}
