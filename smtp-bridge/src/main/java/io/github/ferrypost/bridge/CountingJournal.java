package io.github.ferrypost.bridge;

import io.github.ferrypost.bridge.listen.Journal;
import io.github.ferrypost.bridge.listen.Passage;
import io.github.ferrypost.bridge.web.Metrics;
import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;

/** Has what is logged counted too. */
record CountingJournal(Journal log, Metrics metrics) implements Journal {
    @Override
    public void mail(Passage passage) {
        log.mail(passage);
        metrics.answered(passage.account().name(), passage.receipt().reply().code());
    }

    @Override
    public void refused(InetAddress client, String what, Reply reply) {
        log.refused(client, what, reply);
        metrics.turnedAway();
    }
}
