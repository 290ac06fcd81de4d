package io.github.ferrypost.bridge.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.listen.Rejection;
import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class DeviceJournalTest {
    @Test
    void aDeviceIsCountedByItsNameAndNobodyElse() {
        Metrics metrics = new Metrics(Clock.systemUTC());
        CountingJournal journal = new CountingJournal(new MailLog(), metrics);
        InetAddress client = InetAddress.getLoopbackAddress();
        Reply tooFast = Reply.of(450, "4.7.1", "Too many messages from you");
        journal.refused(new Rejection(client, "MAIL", "", tooFast, "copier"));
        journal.refused(new Rejection(client, "MAIL", tooFast));
        assertThat(metrics.text())
                .contains("ferrypost_device_answers_total{answer=\"later\",device=\"copier\"} 1.0")
                .contains("ferrypost_turned_away_total 2.0");
    }
}
