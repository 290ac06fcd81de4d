package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void fieldsInTheOrderTheyWereGiven() {
        assertThat(LogLine.of("mail")
                        .with("entry", "")
                        .address("from", "a@x.example")
                        .with("try", 2)
                        .text("reply", "250 2.0.0 All is well"))
                .hasToString("mail entry=- from=<a@x.example> try=2 reply=250 2.0.0 All is well");
    }

    /** Log injection: what a client or a server says cannot make a line of its own, nor a field of its own. */
    @Test
    void whatOthersSayStaysWithinItsField() {
        assertThat(LogLine.of("mail")
                        .with("login", "x\r\nmail entry=1 from=<a@b.c>")
                        .address("from", "\"a> reply=250 <\"@x.example")
                        .text("reply", "no\nALERT: \u001b[31m\u202e\u2028 lost"))
                .hasToString("mail login=x??mail_entry=1_from=<a@b.c> from=<\"a__reply=250__\"@x.example>"
                        + " reply=no?ALERT: ?[31m?? lost");
    }

    @Test
    void manyRecipientsAreCounted() {
        String line = LogLine.of("x")
                .addresses("to", Collections.nCopies(1000, "a@x.example"))
                .toString();
        assertThat(line).startsWith("x to=<a@x.example>,<a@x.example>").endsWith("<a@x.example>,+980");
        assertThat(line.length()).isLessThan(400);
    }
}
