package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.directory.Mailbox;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Drafts and Sent Items of all mailboxes. Thread-safe. */
final class Folders {
    private final Map<String, Item> items = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final boolean forgetful;

    /** @param forgetful whether to keep nothing of sent messages but drafts with an immutable id, without their bytes */
    Folders(Clock clock, boolean forgetful) {
        this.clock = clock;
        this.forgetful = forgetful;
    }

    Item draft(Mailbox mailbox, Message message, boolean immutableId) {
        return put(new Item(id(immutableId), immutableId, mailbox, message, true, clock.instant()));
    }

    /** Stores a sent message, without its bytes. */
    Item saveSent(Mailbox mailbox, Message message) {
        Item sent = new Item(id(false), false, mailbox, message.withoutBytes(), false, clock.instant());
        return forgetful ? sent : put(sent);
    }

    private Item put(Item item) {
        items.put(item.id(), item);
        return item;
    }

    /** Moves a sent draft to Sent Items: an immutable id stays the same, any other changes with the folder. */
    void moveToSent(Item item, Mailbox mailbox) {
        item.markSent();
        if (!item.hasImmutableId()) {
            items.remove(item.id());
            Item sent = saveSent(mailbox, item.message());
            sent.properties().putAll(item.properties());
        }
    }

    Item get(Mailbox mailbox, String id) throws GraphError {
        Item item = items.get(id);
        if (item == null || !item.isIn(mailbox)) {
            throw GraphError.notFound();
        }
        return item;
    }

    void remove(Item item) {
        items.remove(item.id());
    }

    List<Item> find(Mailbox mailbox, Predicate<Item> filter) {
        return items.values().stream()
                .filter(item -> item.isIn(mailbox) && filter.test(item))
                .collect(Collectors.toList());
    }

    private String id(boolean immutable) {
        byte[] noise = new byte[84];
        random.nextBytes(noise);
        return (immutable ? "AAkALg" : "AAMkAG") + Base64.getUrlEncoder().encodeToString(noise) + "AAA=";
    }
}
