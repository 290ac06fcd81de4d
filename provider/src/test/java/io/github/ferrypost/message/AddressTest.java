package io.github.ferrypost.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "a@x.test, a@X.TEST, equal",
        "a@b\u00fccher.test, a@xn--bcher-kva.test, equal",
        "a@B\u00dcCHER.test, a@b\u00fccher.test, equal",
        "\"a\"@x.test, a@x.test, equal",
        "A@x.test, a@x.test, folded",
        "\u00c9@x.test, \u00e9@x.test, folded",
        "a@x.test, b@x.test, different",
        "a@x.test, a@y.test, different",
        "a@stra\u00dfe.test, a@strasse.test, different"
    })
    void compares(String one, String other, String expected) {
        Address first = Address.parse(one).orElseThrow();
        Address second = Address.parse(other).orElseThrow();
        String found = first.equals(second) ? "equal" : first.folded().equals(second.folded()) ? "folded" : "different";
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "postmaster",
                "a@",
                "@x.test",
                "a@x.test, b@x.test",
                "a@x.test\r\nBcc: b@x.test",
                "a b@x.test",
                "a@x.test>",
                "\"a\r\nBcc: b\"@x.test",
                "x, <a@x.test>"
            })
    void isNotAnAddress(String text) {
        assertThat(Address.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "john..doe, false",
        "john., false",
        ".john, false",
        "a b, false",
        "a@b, false",
        "a\\b, false",
        "da\"me, false",
        "(a), false",
        "john.doe, true",
        "o'neil+tag=x_y/z, true",
        "jos\u00e9, true",
        "{a}|b~c#d$e%f^g&h*i?j!k`l, true"
    })
    void A2_aLocalPartThatIsNoDotAtomIsWrittenInQuotes(String local, boolean dotAtom) {
        String quoted = "\"" + local.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        Address address = Address.parse(quoted + "@x.test").orElseThrow();
        assertThat(address.local()).isEqualTo(local);
        assertThat(address).hasToString((dotAtom ? local : quoted) + "@x.test");
    }
}
