package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientListsTest {
    private static RecipientLists of(String address) {
        InternetAddress recipient = new InternetAddress();
        recipient.setAddress(address);
        return RecipientLists.of(new Address[] {recipient});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@x.example",
                "a..b@x.example",
                "o'neil+tag@x.example",
                "\"with blank\"@x.example",
                "\"a@b\"@x.example",
                "m\u00fcller@m\u00fcller.example",
                "a@[192.0.2.1]",
                "<a@x.example>"
            })
    void anAddressThatAServerMayTakeIsLeftToIt(String address) {
        assertThat(of(address).refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root", "@x.example", "a@", "a b@x.example", "a@x .example", "a@x,b@y", "<a@x"})
    void whatIsNoAddressIsRefusedWithAnInvalidAddressCode(String address) {
        assertThat(of(address).refused().values())
                .singleElement()
                .satisfies(status -> assertThat(status.reply().code()).isEqualTo(501));
    }

    @Test
    void anAddressWithoutAddressIsRefusedAndNoNullPointer() {
        assertThat(RecipientLists.of(new Address[] {new InternetAddress()}).refused())
                .hasSize(1);
    }

    @Test
    void anEmptyGroupLeavesNobody() throws Exception {
        assertThat(RecipientLists.of(new Address[] {new InternetAddress("undisclosed-recipients:;", false)})
                        .addresses())
                .isEmpty();
    }
}
