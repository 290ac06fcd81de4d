package io.github.ferrypost.transport;

import io.github.ferrypost.reply.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a mail server says to everything, the same for Angus over a socket and for us over our roads. */
final class World {
    /** A message that arrived. */
    record Delivery(String sender, List<String> recipients, String text) {}

    final Map<String, Reply> refusedRecipients = new LinkedHashMap<>();
    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    volatile Reply signIn = Reply.of(235, "2.7.0", "Authentication successful");
    volatile Reply sender = Reply.of(250, "2.1.0", "Sender OK");
    volatile Reply data = Reply.of(250, "2.0.0", "Queued");

    World refuses(String recipient, int code, String enhanced) {
        refusedRecipients.put(recipient, Reply.of(code, enhanced, "Refused"));
        return this;
    }
}
