package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.exchange.Attachment;
import io.github.ferrypost.sandbox.http.JsonValues;
import io.github.ferrypost.sandbox.mime.Headers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A message in Drafts or Sent Items. Hold its monitor to change or send it. */
final class Item {
    private final String id;
    private final Mailbox mailbox;
    private final Instant created;
    private final Map<String, String> properties = new ConcurrentHashMap<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final boolean immutableId;
    private Message message;
    private boolean draft;

    Item(String id, boolean immutableId, Mailbox mailbox, Message message, boolean draft, Instant created) {
        this.id = id;
        this.immutableId = immutableId;
        this.mailbox = mailbox;
        this.message = message;
        this.draft = draft;
        this.created = created;
    }

    String id() {
        return id;
    }

    boolean hasImmutableId() {
        return immutableId;
    }

    boolean isIn(Mailbox some) {
        return mailbox == some;
    }

    synchronized boolean isDraft() {
        return draft;
    }

    synchronized Message message() {
        return message;
    }

    synchronized void message(Message changed) {
        message = changed;
    }

    /** Marks a draft as sent; the delivery has its bytes and files. */
    synchronized void markSent() {
        draft = false;
        message = message.withoutBytes();
        attachments.clear();
    }

    synchronized void attach(Attachment file) {
        attachments.add(file);
    }

    synchronized List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    Map<String, String> properties() {
        return properties;
    }

    /** Applies {@code singleValueExtendedProperties}. */
    void setProperties(Map<String, Object> json) throws IOException {
        for (Object each : JsonValues.list(json, "singleValueExtendedProperties")) {
            Map<String, Object> property = JsonValues.object(each);
            properties.put(JsonValues.string(property, "id"), JsonValues.string(property, "value"));
        }
    }

    /** Header fields that Exchange does not know become named properties of PS_INTERNET_HEADERS ([MS-OXPROPS]). */
    void setHeaderProperties() {
        Headers headers = new Headers(message().submitted());
        headers.names()
                .filter(name -> name.regionMatches(true, 0, "X-", 0, 2))
                .forEach(name -> headers.first(name)
                        .ifPresent(value -> properties.put(
                                "String {00020386-0000-0000-c000-000000000046} Name " + name.toLowerCase(Locale.ROOT),
                                value)));
    }

    /** The message resource. */
    synchronized Map<String, Object> json() {
        return JsonValues.of(
                "id", id,
                "createdDateTime", created.toString(),
                "hasAttachments", !attachments.isEmpty(),
                "internetMessageId", message.messageId(),
                "subject", message.subject(),
                "parentFolderId", draft ? "drafts" : "sentitems",
                "isDraft", draft,
                "toRecipients", recipients(Message.TO),
                "ccRecipients", recipients(Message.CC),
                "bccRecipients", recipients(Message.BCC));
    }

    private List<Object> recipients(String kind) {
        return message.recipients().getOrDefault(kind, List.of()).stream()
                .map(address -> JsonValues.of("emailAddress", JsonValues.of("name", address, "address", address)))
                .collect(Collectors.toList());
    }
}
