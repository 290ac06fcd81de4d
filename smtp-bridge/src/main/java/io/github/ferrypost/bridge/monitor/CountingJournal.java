package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.bridge.listen.ReceivedMail;
import io.github.ferrypost.bridge.listen.Rejection;
import io.github.ferrypost.bridge.listen.SmtpEvents;
import java.net.InetAddress;

/** Passes the listener's events to the log and counts them in the metrics. */
public record CountingJournal(SmtpEvents log, Metrics metrics) implements SmtpEvents {
    @Override
    public void mail(ReceivedMail passage) {
        log.mail(passage);
        metrics.answered(passage.account().name(), passage.receipt().reply().code());
        metrics.ofDevice(passage.client().device(), passage.receipt().reply().code());
    }

    @Override
    public void refused(Rejection rejection) {
        log.refused(rejection);
        metrics.turnedAway();
        metrics.ofDevice(rejection.device(), rejection.reply().code());
    }

    @Override
    public void failed(InetAddress client, String at, Throwable fault) {
        log.failed(client, at, fault);
    }

    @Override
    public void sumUp(boolean end) {
        log.sumUp(end);
    }
}
