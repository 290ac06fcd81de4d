package io.github.ferrypost.sandbox.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5322 section 3.4 and its traps. */
class AddressListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a@b.example | a@b.example",
                "<a@b.example> | a@b.example",
                "a@b.example, c@d.example | a@b.example c@d.example",
                "\"Doe, Jane\" <a@b.example> | a@b.example",
                "\"<no@b.example>, \\\"x\" <a@b.example> | a@b.example",
                "Jane Doe (was: x@y, z) <a@b.example> | a@b.example",
                "a@b.example (Jane (nested \\) ) Doe) | a@b.example",
                "team: a@b.example, <c@d.example>;, e@f.example | a@b.example c@d.example e@f.example",
                "\"my:team\": a@b.example; | a@b.example",
                "\"john doe\"@b.example | \"john doe\"@b.example",
                "<\"a>b\"@b.example> | \"a>b\"@b.example",
                "<@relay.example,@other.example:a@b.example> | a@b.example",
                "a . c @ b . example | a.c@b.example",
                "=?utf-8?Q?J=C3=BCrgen?= <a@b.example> | a@b.example",
                "jürgen@bücher.example | jürgen@bücher.example",
                "a@[IPv6:::1] | a@[IPv6:::1]",
                ", a@b.example,, | a@b.example",
            })
    void findsTheAddresses(String value, String addresses) throws Exception {
        assertThat(String.join(" ", AddressParser.parse(value))).isEqualTo(addresses);
    }

    @Test
    void aGroupMayBeEmpty() throws Exception {
        assertThat(AddressParser.parse("undisclosed-recipients:;")).isEmpty();
        assertThat(AddressParser.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "a..b@c.example",
                ".a@b.example",
                "<a.@b.example>",
                "<>",
                "a@",
                "@b",
                "a b@c.example",
                "<a@b.example",
                "\"open",
                "(open",
                "<a@b> <c@d>"
            })
    void refusesWhatIsNone(String value) {
        assertThatThrownBy(() -> AddressParser.parse(value)).isInstanceOf(AddressSyntaxException.class);
    }
}
