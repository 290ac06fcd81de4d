package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeReplyTest {
    private static final Map<Character, Status> STATUS = Map.of(
            'A', Status.accepted(Reply.of(250, "2.0.0", "OK")),
            'L', Status.later(FailureScope.MAILBOX, Reply.of(451, "4.3.2", "ApplicationThrottled: too many at once")),
            'N',
                    Status.never(
                            FailureScope.RECIPIENT,
                            Reply.of(550, "5.1.1", "ErrorInvalidRecipients: no such user")
                                    .withRemedy("Mend the address.")),
            'D', Status.inDoubt(Reply.of(451, "4.4.2", "the connection broke")));

    /** One letter for each recipient: accepted, later, never, in doubt. */
    @ParameterizedTest
    @CsvSource({
        "A,    250 2.0.0 Accepted by Microsoft 365 by graph; trace r-1",
        "AAA,  250 2.0.0 Accepted by Microsoft 365 by graph; trace r-1",
        "N,    550 5.1.1 ErrorInvalidRecipients: no such user. Remedy: Mend the address.",
        "NN,   550 5.1.1 ErrorInvalidRecipients",
        "L,    451 4.3.2 ApplicationThrottled",
        "NL,   451 4.3.2 ApplicationThrottled",
        "LN,   451 4.3.2 ApplicationThrottled",
        "D,    451 4.4.2 The connection failed before Microsoft 365 answered; the message may have been sent: the connection broke",
        "NLD,  451 4.4.2 The connection failed before Microsoft 365 answered",
        "AN,   250 2.0.0 Accepted by Microsoft 365 for 1 of 2 recipients by graph; trace r-1; NOT sent to: <r1@example.org>",
        "LADN, 250 2.0.0 Accepted by Microsoft 365 for 1 of 4 recipients"
    })
    void oneReplySpeaksForAllRecipients(String recipients, String expected) {
        String reply = OutcomeReply.of(outcome(recipients)).toString().replace(',', ';');
        assertThat(reply).startsWith(expected);
    }

    @Test
    void whoeverDidNotGetItIsNamedWithTheReason() {
        assertThat(OutcomeReply.of(outcome("ANL")).text())
                .contains("<r1@example.org> (550 5.1.1")
                .contains("<r2@example.org> (451 4.3.2")
                .doesNotContain("<r0@example.org>");
    }

    @Test
    void aLongListOfThemIsCutShort() {
        assertThat(OutcomeReply.of(outcome("A" + "N".repeat(500))).text())
                .contains("<r10@example.org>")
                .doesNotContain("<r11@example.org>")
                .endsWith("and 490 more, see the bridge's log");
    }

    private static Outcome outcome(String recipients) {
        Map<String, Status> map = new LinkedHashMap<>();
        for (int i = 0; i < recipients.length(); i++) {
            map.put("r" + i + "@example.org", STATUS.get(recipients.charAt(i)));
        }
        return Outcome.of(map, "graph", "r-1");
    }
}
