package io.github.ferrypost.bridge;

import io.github.ferrypost.bridge.listen.Journal;
import io.github.ferrypost.bridge.listen.Passage;
import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each mail and each refusal: what an operator looks for when mail does not arrive. No subject, no body. */
final class MailLog implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.ferrypost.bridge.mail");
    private static final String FORM =
            "mail from=<{}> recipients={} size={} client={} account={} road={} trace={} ms={} reply={}";

    @Override
    public void mail(Passage passage) {
        Object[] values = {
            passage.sender(),
            passage.recipients(),
            passage.size(),
            passage.client().getHostAddress(),
            passage.account().mailbox(),
            dash(passage.receipt().road()),
            dash(passage.receipt().trace()),
            passage.took().toMillis(),
            passage.receipt().reply()
        };
        if (passage.receipt().reply().code() < 300) {
            LOG.info(FORM, values);
        } else {
            LOG.warn(FORM, values);
        }
    }

    @Override
    public void refused(InetAddress client, String what, Reply reply) {
        LOG.warn("refused {} client={} reply={}", what, client.getHostAddress(), reply);
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
