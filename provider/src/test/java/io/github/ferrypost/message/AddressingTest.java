package io.github.ferrypost.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AddressingTest {
    private static final String MAILBOX = "post@x.test";

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "nothing to edit",
                        "a@x.test",
                        "From: f@x.test|To: Ann <A@X.test>",
                        "From: f@x.test|To: Ann <A@X.test>"),
                row(
                        "recipient only in the envelope",
                        "a@x.test b@x.test",
                        "From: f@x.test|To: a@x.test",
                        "From: f@x.test|To: a@x.test|Bcc: b@x.test"),
                row(
                        "redirected test mail",
                        "b@x.test",
                        "From: f@x.test|To: \"Lee, Ann\" <a@x.test>|Subject: s",
                        "From: f@x.test|X-Ferrypost-Original-To: \"Lee, Ann\" <a@x.test>|Subject: s|Bcc: b@x.test"),
                row(
                        "one of several taken out",
                        "b@x.test",
                        "From: f@x.test|Cc: a@x.test, \"B, at@\" <b@x.test>",
                        "From: f@x.test|Cc: \"B, at@\" <b@x.test>|X-Ferrypost-Original-Cc: a@x.test, \"B, at@\" <b@x.test>"),
                row(
                        "hidden ones stay hidden",
                        "b@x.test",
                        "From: f@x.test|To: b@x.test|Bcc: a@x.test",
                        "From: f@x.test|To: b@x.test"),
                row(
                        "Bcc that says the right thing",
                        "a@x.test b@x.test",
                        "From: f@x.test|To: a@x.test|Bcc: Bob <b@x.test>",
                        "From: f@x.test|To: a@x.test|Bcc: Bob <b@x.test>"),
                row(
                        "Bcc that repeats To",
                        "a@x.test",
                        "From: f@x.test|Bcc: a@x.test|To: Ann <a@x.test>",
                        "From: f@x.test|To: Ann <a@x.test>"),
                row(
                        "undisclosed recipients",
                        "a@x.test",
                        "From: f@x.test|To: undisclosed-recipients:;",
                        "From: f@x.test|Bcc: a@x.test"),
                row("empty To", "a@x.test", "From: f@x.test|To:", "From: f@x.test|Bcc: a@x.test"),
                row(
                        "group",
                        "a@x.test",
                        "From: f@x.test|To: team: a@x.test, b@x.test;",
                        "From: f@x.test|To: team: a@x.test;|X-Ferrypost-Original-To: team: a@x.test, b@x.test;"),
                row(
                        "several To fields",
                        "a@x.test b@x.test",
                        "From: f@x.test|To: a@x.test|Subject: s|To: b@x.test",
                        "From: f@x.test|To: a@x.test,\\ b@x.test|Subject: s"),
                row(
                        "read in two ways",
                        "a@x.test",
                        "From: f@x.test|To: <a@x.test> <b@x.test>",
                        "From: f@x.test|X-Ferrypost-Original-To: <a@x.test> <b@x.test>|Bcc: a@x.test"),
                row(
                        "Resent-Bcc",
                        "a@x.test",
                        "From: f@x.test|To: a@x.test|Resent-Bcc: b@x.test|Resent-To: c@x.test",
                        "From: f@x.test|To: a@x.test|Resent-To: c@x.test"),
                row("no From", "a@x.test", "To: a@x.test", "To: a@x.test|From: sender@x.test"),
                row(
                        "From without address",
                        "a@x.test",
                        "From: root|To: a@x.test",
                        "From: sender@x.test|X-Ferrypost-Original-From: root|To: a@x.test"),
                row(
                        "M1: From of words with an at sign nowhere",
                        "a@x.test",
                        "From: Big Bug bb@bug.com|To: a@x.test",
                        "From: sender@x.test|X-Ferrypost-Original-From: Big Bug bb@bug.com|To: a@x.test"),
                row(
                        "M1: empty path as From",
                        "a@x.test",
                        "From: <>|To: a@x.test",
                        "From: sender@x.test|X-Ferrypost-Original-From: <>|To: a@x.test"),
                row(
                        "M1: several From fields without an address",
                        "a@x.test",
                        "From: me|To: a@x.test|From: user2\\ and more|From:",
                        "From: sender@x.test|X-Ferrypost-Original-From: me,\\ user2\\ and more|To: a@x.test"),
                row("M1: empty From", "a@x.test", "From:|To: a@x.test", "From: sender@x.test|To: a@x.test"),
                row(
                        "M1: several From fields",
                        "a@x.test",
                        "From: F <f@x.test>|From: me|To: a@x.test",
                        "From: F <f@x.test>,\\ me|To: a@x.test"),
                row(
                        "obsolete forms",
                        "jdoe@test.example bob@x.test",
                        "From: =?utf-8?Q?F,_X?= <f@x.test>|To: jdoe@test  . example, =?utf-8?Q?Doe,_J?= <bob@x.test>",
                        "From: =?utf-8?Q?F=2C_X?= <f@x.test>|"
                                + "To: jdoe@test.example,\\ =?utf-8?Q?Doe=2C_J?= <bob@x.test>"),
                row(
                        "A2: quoted local part in the envelope",
                        "\"john..doe\"@x.test \"john.\"@x.test",
                        "From: f@x.test",
                        "From: f@x.test|Bcc: \"john..doe\"@x.test,\\ \"john.\"@x.test"),
                row(
                        "A2: unquoted in the header",
                        "\"john..doe\"@x.test",
                        "From: a..b@x.test|To: john..doe@x.test",
                        "From: \"a..b\"@x.test|To: \"john..doe\"@x.test"),
                row(
                        "From with several addresses",
                        "a@x.test",
                        "From: f@x.test, g@x.test|To: a@x.test",
                        "From: f@x.test, g@x.test|To: a@x.test|Sender: post@x.test"),
                row(
                        "several From fields",
                        "a@x.test",
                        "From: f@x.test|From: f@x.test|To: a@x.test",
                        "From: f@x.test|To: a@x.test"),
                row(
                        "folded From with at sign and comma",
                        "a@x.test",
                        "From: \"Doe, at@\"\\ <f@x.test>|To: a@x.test",
                        "From: \"Doe, at@\"\\ <f@x.test>|To: a@x.test"),
                row(
                        "IDN",
                        "a@xn--bcher-kva.test",
                        "From: f@x.test|To: a@b\u00c3\u00bccher.test",
                        "From: f@x.test|To: a@b\u00c3\u00bccher.test"),
                row("source route", "@h.test:a@x.test", "From: f@x.test|To: a@x.test", "From: f@x.test|To: a@x.test"),
                row(
                        "both spellings",
                        "A@x.test a@x.test",
                        "From: f@x.test|To: a@x.test",
                        "From: f@x.test|To: a@x.test|Bcc: A@x.test"));
    }

    /** In the texts a bar ends a line and a backslash folds one. */
    private static Arguments row(String name, String recipients, String given, String edited) {
        return Arguments.of(name, List.of(recipients.split(" ")), head(given), head(edited));
    }

    private static String head(String text) {
        return text.replace("|", "\r\n").replace("\\ ", "\r\n ") + "\r\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void edits(String name, List<String> recipients, String given, String edited) throws IOException {
        ByteSource message = HeaderSectionTest.bytes(given + "\r\nbody\r\n");
        Addressing addressing = Addressing.of(
                HeaderSection.read(message).orElseThrow(), Envelope.of("sender@x.test", recipients), MAILBOX);
        assertThat(HeaderSectionTest.text(addressing.applyTo(message))).isEqualTo(edited + "\r\nbody\r\n");
        assertThat(addressing.isChanged()).isEqualTo(!given.equals(edited));
    }

    @Test
    void theNullSenderOfABounceGetsTheMailboxAsFrom() throws IOException {
        ByteSource message = HeaderSectionTest.bytes("To: a@x.test\r\n\r\n");
        Addressing addressing =
                Addressing.of(HeaderSection.read(message).orElseThrow(), Envelope.of("", List.of("a@x.test")), MAILBOX);
        assertThat(HeaderSectionTest.text(addressing.applyTo(message))).contains("From: post@x.test\r\n");
    }

    @Test
    void tellsWhatItDid() throws IOException {
        ByteSource message = HeaderSectionTest.bytes(head("From: f@x.test|To: a@x.test, root|Bcc: c@x.test|"));
        Envelope envelope = Envelope.of("", List.of("b@x.test", "postmaster", "x@y.test\r\nBcc: evil@x.test"));
        Addressing addressing = Addressing.of(HeaderSection.read(message).orElseThrow(), envelope, MAILBOX);
        assertThat(addressing.hidden()).containsExactly("b@x.test");
        assertThat(addressing.removed()).containsExactly("a@x.test", "root", "c@x.test");
        assertThat(addressing.unwritable()).containsExactly("postmaster", "x@y.test\r\nBcc: evil@x.test");
        assertThat(HeaderSectionTest.text(addressing.applyTo(message))).doesNotContain("evil", "c@x.test");
    }

    @Test
    void aBrokenHeaderSectionIsMendedSoThatNoLineOfItCanBeReadInTwoWays() throws IOException {
        ByteSource message =
                HeaderSectionTest.bytes("From: f@x.test\nTo: a@x.test\rCc: b@x.test\nno field\r\nBcc: c@x.test\r\n");
        Addressing addressing =
                Addressing.of(HeaderSection.read(message).orElseThrow(), Envelope.of("", List.of("a@x.test")), MAILBOX);
        assertThat(HeaderSectionTest.text(addressing.applyTo(message)))
                .isEqualTo(
                        head("From: f@x.test|To: a@x.test|X-Ferrypost-Original-Cc: b@x.test||no field|Bcc: c@x.test"));
    }

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEditedHeadNamesExactlyTheEnvelopeAndTouchesNothingElse(int seed) throws IOException {
        Random random = new Random(seed);
        List<String> named = Generated.addresses(random, 9);
        Envelope envelope = Envelope.of("sender@x.test", someOf(random, named));
        String other = "Subject: =?utf-8?Q?a?=\r\n folded \t\r\nX-Odd:\u00ff\u00fe\u0001\r\n";
        String body = IntStream.range(0, random.nextInt(2000))
                .mapToObj(i -> String.valueOf((char) random.nextInt(256)))
                .collect(Collectors.joining());
        List<String> fields = fields(random, named);
        ByteSource message =
                HeaderSectionTest.bytes("From: f@x.test\r\n" + other + String.join("", fields) + "\r\n" + body);

        ByteSource edited = Addressing.of(HeaderSection.read(message).orElseThrow(), envelope, MAILBOX)
                .applyTo(message);

        HeaderSection head = HeaderSection.read(edited).orElseThrow();
        Set<Address> delivered = new HashSet<>();
        for (String name : List.of("To", "Cc", "Bcc")) {
            assertThat(head.all(name)).hasSizeLessThan(2);
            head.addresses(name).forEach(delivered::add);
        }
        assertThat(delivered).isEqualTo(addresses(envelope.recipients()));
        String text = HeaderSectionTest.text(edited);
        assertThat(text).startsWith("From: f@x.test\r\n" + other);
        assertThat(text.substring((int) head.bodyOffset())).isEqualTo(body);
        HeaderSection before = HeaderSection.read(message).orElseThrow();
        assertThat(visible(head)).isSubsetOf(visible(before));
        ByteSource again = Addressing.of(head, envelope, MAILBOX).applyTo(edited);
        assertThat(again).as("a second edit has nothing to do").isSameAs(edited);
    }

    private static List<String> fields(Random random, List<String> named) {
        List<String> fields = new ArrayList<>();
        for (String address : named) {
            String name = Generated.one(random, new String[] {"To", "to", "Cc", "CC", "Bcc", "Resent-Bcc"});
            fields.add(name + ": " + Generated.list(random, List.of(address)) + "\r\n");
        }
        if (random.nextInt(4) == 0) {
            fields.add("To: undisclosed-recipients:;\r\n");
        }
        fields.add("Cc: " + Generated.list(random, named) + "\r\n");
        Collections.shuffle(fields, random);
        return fields;
    }

    private static List<String> someOf(Random random, List<String> named) {
        List<String> envelope = named.stream().filter(a -> random.nextBoolean()).collect(Collectors.toList());
        if (envelope.isEmpty() || random.nextBoolean()) {
            envelope.addAll(Generated.addresses(random, 5));
        }
        Collections.shuffle(envelope, random);
        return envelope;
    }

    private static Set<Address> addresses(List<String> texts) {
        return texts.stream().map(text -> Address.parse(text).orElseThrow()).collect(Collectors.toSet());
    }

    /** Any local part that a quoted string can hold, in the envelope, in To and as the mailbox. */
    @ParameterizedTest
    @MethodSource("seeds")
    void A2_everyLocalPartThatIsWrittenCanBeReadStrictly(int seed) throws IOException {
        Random random = new Random(seed);
        String alphabet = "ab.@ \"\\()<>,;:[]\u00e9+'";
        List<String> recipients = new ArrayList<>();
        while (recipients.size() < 4) {
            String local = random.ints(1 + random.nextInt(6), 0, alphabet.length())
                    .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                    .collect(Collectors.joining());
            recipients.add(Address.quoted(local) + "@x.test");
        }
        String to = Latin1.of(recipients.get(0) + ", Ann <" + recipients.get(1) + ">");
        ByteSource message = HeaderSectionTest.bytes("To: " + to + "\r\n\r\n");
        ByteSource edited = Addressing.of(
                        HeaderSection.read(message).orElseThrow(), Envelope.of("", recipients), recipients.get(2))
                .applyTo(message);
        HeaderSection head = HeaderSection.read(edited).orElseThrow();
        Set<String> read = new HashSet<>();
        for (String name : List.of("From", "To", "Bcc")) {
            for (HeaderField field : head.all(name)) {
                AddressList.mailboxes(field.rawValue()).forEach(mailbox -> {
                    assertThat(mailbox.isStrict()).as(field.toString()).isTrue();
                    read.add(mailbox.address().orElseThrow().toString());
                });
                assertThatCode(() -> io.github.ferrypost.sandbox.mime.AddressParser.parse(field.value()))
                        .as(field.toString())
                        .doesNotThrowAnyException();
            }
        }
        assertThat(addresses(recipients).stream().map(Address::toString)).isSubsetOf(read);
    }

    private static Set<Address> visible(HeaderSection head) {
        return Stream.of("To", "Cc").flatMap(head::addresses).collect(Collectors.toSet());
    }
}
