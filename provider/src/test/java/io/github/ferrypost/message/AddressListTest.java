package io.github.ferrypost.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AddressListTest {
    static Stream<Arguments> values() {
        return Stream.of(
                row("plain", "a@x.test", "a@x.test"),
                row("angle", "<a@x.test>", "a@x.test"),
                row("display name", "Ann Lee <a@x.test>", "a@x.test"),
                row("comma in a quoted name", "\"Lee, Ann\" <a@x.test>, b@x.test", "a@x.test", "b@x.test"),
                row("at sign in a quoted name", "\"b@x.test\" <a@x.test>", "a@x.test"),
                row("at sign in a bare name", "b@x.test <a@x.test>", "a@x.test"),
                row("escaped quote in a name", "\"Ann \\\" <b@x.test>\" <a@x.test>", "a@x.test"),
                row("encoded word", "=?utf-8?Q?Lee=2C_Ann?= <a@x.test>", "a@x.test"),
                row("encoded word with a raw comma", "=?utf-8?Q?Lee,_Ann?= <a@x.test>", "a@x.test"),
                row("folded", "Ann\r\n Lee\r\n\t<a@x.test>,\r\n b@x.test", "a@x.test", "b@x.test"),
                row("comment", "a@x.test (Ann, b@x.test)", "a@x.test"),
                row("comment inside", "a(one)@(two)x.test", "a@x.test"),
                row("nested comment", "(a (b) , c) a@x.test", "a@x.test"),
                row("group", "team: a@x.test, Bob <b@x.test>;", "a@x.test", "b@x.test"),
                row("group among others", "a@x.test, team: b@x.test;, c@x.test", "a@x.test", "b@x.test", "c@x.test"),
                row("empty group", "undisclosed-recipients:;"),
                row("unclosed group", "team: a@x.test, b@x.test", "a@x.test", "b@x.test"),
                row("semicolons as in Outlook", "a@x.test; b@x.test;", "a@x.test", "b@x.test"),
                row("empty elements", ",, a@x.test,\r\n , b@x.test,", "a@x.test", "b@x.test"),
                row("obsolete blanks", "a . b @ x . test", "a.b@x.test"),
                row("source route", "<@one.test,@two.test:a@x.test>", "a@x.test"),
                row("quoted local part", "\"a b\"@x.test, <\"c@d\"@x.test>", "\"a b\"@x.test", "\"c@d\"@x.test"),
                row("quotes without need", "\"a\"@x.test", "a@x.test"),
                row("half quoted", "a.\"b c\"@x.test", "\"a.b c\"@x.test"),
                row("address literal", "a@[192.0.2.1], b@[IPv6:2001:db8::1]", "a@[192.0.2.1]", "b@[ipv6:2001:db8::1]"),
                row("domain in capitals", "A@X.Test", "A@x.test"),
                row("dots in a row", "a..b.@x.test", "\"a..b.\"@x.test"),
                row("UTF-8", Latin1.of("jos\u00e9@x.test"), "jos\u00e9@x.test"),
                row("IDN", Latin1.of("a@b\u00fccher.test"), "a@xn--bcher-kva.test"),
                row("no address", "root"),
                row("null path", "<>"),
                row("name without angle", "Ann Lee a@x.test"),
                row("two addresses without a comma", "<a@x.test> <b@x.test>"),
                row("words behind the angle", "<a@x.test> b@x.test"),
                row("quoted name without angle", "\"Ann\"a@x.test"),
                row("open quote", "\"Ann <a@x.test>, b@x.test"),
                row("open comment", "a@x.test (Ann, b@x.test"),
                row("open angle", "<a@x.test, b@x.test"),
                row("two at signs", "a@b@x.test"),
                row("nothing", ""));
    }

    private static Arguments row(String name, String value, String... addresses) {
        return Arguments.of(name, value, List.of(addresses));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void readsTheAddresses(String name, String value, List<String> addresses) {
        assertThat(read(value)).isEqualTo(addresses);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void losesNoElementInWriting(String name, String value, List<String> addresses) {
        assertThat(AddressList.mailboxes(written(value)).map(MailboxSyntax::written))
                .isEqualTo(
                        AddressList.mailboxes(value).map(MailboxSyntax::written).collect(Collectors.toList()));
        assertThat(AddressList.mailboxes(written(value))).allMatch(MailboxSyntax::isStrict);
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /** On lists that keep to RFC 5322, Jakarta Mail's own parser reads the same. */
    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatJakartaMailReads(int seed) throws AddressException {
        String value = Generated.list(new Random(seed), Generated.addresses(new Random(seed), 6));
        List<String> theirs = new ArrayList<>();
        for (InternetAddress address : InternetAddress.parseHeader(Latin1.toText(value), false)) {
            for (InternetAddress member :
                    address.isGroup() ? address.getGroup(false) : new InternetAddress[] {address}) {
                theirs.add(Address.parse(member.getAddress()).orElseThrow().toString());
            }
        }
        assertThat(read(value)).as(value).isEqualTo(theirs);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsGarbageToItsEnd(int seed) {
        Random random = new Random(seed);
        String alphabet = "ab@.<>\"\\()[],;: \r\n=?Q\u00fc";
        String value = random.ints(40, 0, alphabet.length())
                .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                .collect(Collectors.joining());
        assertThat(Lexeme.scan(value).stream().map(lexeme -> lexeme.text).collect(Collectors.joining()))
                .isEqualTo(value);
        assertThat(read(value))
                .allSatisfy(text -> assertThat(Address.parse(text))
                        .hasValueSatisfying(address -> assertThat(address).hasToString(text)));
    }

    private static String written(String value) {
        ListWriter writer = new ListWriter();
        for (AddressList.Step step : AddressList.steps(value)) {
            step.group().ifPresent(writer::beginGroup);
            step.mailbox().ifPresent(writer::mailbox);
            if (step.isEndOfGroup()) {
                writer.endGroup();
            }
        }
        return writer.toString();
    }

    private static List<String> read(String value) {
        return AddressList.mailboxes(value)
                .flatMap(mailbox -> mailbox.address().stream())
                .map(Address::toString)
                .collect(Collectors.toList());
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                row("strict", "\"Lee, A.\" J. R. Lee <a@x.test> (c)", "\"Lee, A.\" J. R. Lee <a@x.test> (c)"),
                row("folded", "Ann\r\n <a@X.test>", "Ann\r\n <a@X.test>"),
                row("blanks in an address", "jdoe@test  . example", "jdoe@test.example"),
                row("blanks in an angle", "J. Doe <jdoe @ test . example>", "J. Doe <jdoe@test.example>"),
                row("blanks inside an angle", "< a@x.test >", "< a@x.test >"),
                row("comment in an address", "a(one)@x.test", "(one) a@x.test"),
                row("route", "Ann <@one.test:a@x.test>", "Ann <a@x.test>"),
                row("dots", "a..b@x.test", "\"a..b\"@x.test"),
                row("dots in an angle", "Ann <a.@x.test>", "Ann <\"a.\"@x.test>"),
                row("half quoted", "a.\"b c\"@x.test", "\"a.b c\"@x.test"),
                row("quoted", "\"a..b\"@x.test", "\"a..b\"@x.test"),
                row("comma in an encoded word", "=?utf-8?Q?Doe,_J?= <a@x.test>", "=?utf-8?Q?Doe=2C_J?= <a@x.test>"),
                row(
                        "address in an encoded word",
                        "=?utf-8?q?<a@b>;?= <a@x.test>",
                        "=?utf-8?q?=3Ca=40b=3E=3B?= <a@x.test>"),
                row("base64", "=?utf-8?B?w5xtbGF1dA==?= <a@x.test>", "=?utf-8?B?w5xtbGF1dA==?= <a@x.test>"),
                row("at sign in a name", "b@x.test <a@x.test>", "\"b@x.test\" <a@x.test>"),
                row("backslash in a name", "A\\B <a@x.test>", "\"A\\\\B\" <a@x.test>"),
                row("literal", "a@[192.0.2.1]", "a@[192.0.2.1]"),
                row("quotes and literal", "\"a b\"@[192.0.2.1]", "\"a b\"@[192.0.2.1]"),
                row("UTF-8", Latin1.of("J\u00e9 <jos\u00e9@x.test>"), Latin1.of("J\u00e9 <jos\u00e9@x.test>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void whatAStrictReaderWouldMisreadIsWrittenAsRfc5322WantsIt(String name, String value, List<String> written) {
        List<MailboxSyntax> mailboxes = AddressList.mailboxes(value).collect(Collectors.toList());
        assertThat(mailboxes).extracting(MailboxSyntax::written).isEqualTo(written);
        assertThat(mailboxes.get(0).isStrict()).isEqualTo(written.get(0).equals(value));
        assertThat(AddressList.mailboxes(written.get(0))
                        .findFirst()
                        .orElseThrow()
                        .address())
                .isEqualTo(mailboxes.get(0).address());
    }
}
