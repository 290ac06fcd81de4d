package io.github.ferrypost.bridge;

import io.github.ferrypost.bridge.deliver.LogLine;
import io.github.ferrypost.bridge.deliver.Receipt;
import io.github.ferrypost.bridge.listen.Journal;
import io.github.ferrypost.bridge.listen.Passage;
import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A line for each mail and each refusal: what an operator looks for when mail does not arrive. No subject, no body. */
final class MailLog implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.ferrypost.bridge.mail");

    @Override
    public void mail(Passage passage) {
        Receipt receipt = passage.receipt();
        String line = LogLine.of("mail")
                .with("entry", receipt.entry())
                .address("from", passage.sender())
                .with("recipients", passage.recipients())
                .with("size", passage.size())
                .with("client", passage.client().getHostAddress())
                .with("account", passage.account().mailbox())
                .with("road", receipt.road())
                .with("trace", receipt.trace())
                .with("ms", passage.took().toMillis())
                .text("reply", receipt.reply())
                .toString();
        LOG.atLevel(receipt.reply().code() < 300 ? Level.INFO : Level.WARN).log(line);
    }

    @Override
    public void refused(InetAddress client, String what, Reply reply) {
        LOG.warn(
                "{}",
                LogLine.of("refused")
                        .with("client", client.getHostAddress())
                        .with("at", what)
                        .text("reply", reply));
    }
}
