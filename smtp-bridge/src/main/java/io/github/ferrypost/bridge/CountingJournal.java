package io.github.ferrypost.bridge;

import io.github.ferrypost.bridge.listen.Journal;
import io.github.ferrypost.bridge.listen.Passage;
import io.github.ferrypost.bridge.listen.Rejection;
import io.github.ferrypost.bridge.web.Metrics;
import java.net.InetAddress;

/** Has what is logged counted too. */
record CountingJournal(Journal log, Metrics metrics) implements Journal {
    @Override
    public void mail(Passage passage) {
        log.mail(passage);
        metrics.answered(passage.account().name(), passage.receipt().reply().code());
    }

    @Override
    public void refused(Rejection rejection) {
        log.refused(rejection);
        metrics.turnedAway();
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
