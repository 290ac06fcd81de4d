package io.github.ferrypost.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderPolicyTest {
    private static final String BOX = "box@contoso.com";
    private static final String TABLE =
            "scanner@local -> scans@contoso.com, @local -> mailbox, root -> cron@contoso.com";

    private static String replaced(String from, String sender) {
        return SenderPolicy.parse(from, "keep").replacement(sender, BOX).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "keep, a@x.test, ''",
        "mailbox, a@x.test, box@contoso.com",
        "MAILBOX, root, box@contoso.com",
        "scans@contoso.com, a@x.test, scans@contoso.com"
    })
    void oneRuleForAllSenders(String from, String sender, String expected) {
        assertThat(replaced(from, sender)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "scanner@local, scans@contoso.com",
        "SCANNER@LOCAL, scans@contoso.com",
        "printer@local, box@contoso.com",
        "root, cron@contoso.com",
        "Root, cron@contoso.com",
        "root@local, box@contoso.com",
        "a@sub.local, ''",
        "nobody, ''",
        "'', ''"
    })
    void theMostExactRowOfATableDecides(String sender, String expected) {
        assertThat(replaced(TABLE, sender)).isEqualTo(expected);
    }

    @Test
    void aRowCanExceptSendersFromTheRule() {
        String table = "@contoso.com -> keep, * -> mailbox";
        assertThat(replaced(table, "a@contoso.com")).isEmpty();
        assertThat(replaced(table, "a@local")).isEqualTo(BOX);
        assertThat(replaced(table, "root")).isEqualTo(BOX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "@local",
                "a@x -> b@y -> c@z",
                "a@x -> nobody",
                "-> b@y.test",
                "a@x ->",
                "<a@x> -> b@y.test",
                "a@x -> b@y.test, A@X -> c@y.test",
                "a@x -> b@y.test, c"
            })
    void anythingElseIsRefused(String from) {
        assertThatThrownBy(() -> SenderPolicy.parse(from, "keep")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDisplayNameCannotAddAHeaderField() {
        assertThatThrownBy(() -> SenderPolicy.parse("mailbox", "Scans\r\nBcc: x@y.test"))
                .hasMessageContaining("control characters");
    }

    @Test
    void theDefaultsKeepEverything() {
        assertThat(SenderPolicy.parse("keep", "keep")).isEqualTo(SenderPolicy.KEEP);
        assertThat(SenderPolicy.parse("keep", "Scans").isKeep()).isFalse();
        assertThat(SenderPolicy.parse("keep", "Scans").name()).contains("Scans");
    }
}
