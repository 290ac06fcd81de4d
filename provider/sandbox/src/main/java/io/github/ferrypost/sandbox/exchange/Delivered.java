package io.github.ferrypost.sandbox.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A message that the sandbox has accepted and delivered. Immutable, but for the shared bytes. */
public final class Delivered {
    /** How it came, in the words of {@link #road()}. */
    public static final String GRAPH_MIME = "graph-mime";

    /** As JSON in one request. */
    public static final String GRAPH_JSON = "graph-json";

    /** As a draft that was sent. */
    public static final String GRAPH_DRAFT = "graph-draft";

    /** By SMTP. */
    public static final String SMTP = "smtp";

    private final String mailbox;
    private final String envelopeFrom;
    private final Set<String> recipients;
    private final byte[] raw;
    private final byte[] submitted;
    private final long size;
    private final String road;
    private final String requestId;
    private final String clientId;
    private final Instant at;
    private final List<Attachment> attachments;
    private final Map<String, String> dsn;

    private Delivered(Builder builder) {
        mailbox = builder.mailbox;
        envelopeFrom = builder.envelopeFrom;
        recipients = Collections.unmodifiableSet(new LinkedHashSet<>(builder.recipients));
        raw = builder.raw;
        submitted = builder.submitted;
        size = builder.size;
        road = builder.road;
        requestId = builder.requestId;
        clientId = builder.clientId;
        at = builder.at;
        attachments = List.copyOf(builder.attachments);
        dsn = Collections.unmodifiableMap(new LinkedHashMap<>(builder.dsn));
    }

    /** Starts a delivery on this road. */
    public static Builder by(String road) {
        return new Builder(road);
    }

    /** The primary address of the mailbox it left. */
    public String mailbox() {
        return mailbox;
    }

    /** The sender: MAIL FROM, or on Graph's roads the From address. */
    public String envelopeFrom() {
        return envelopeFrom;
    }

    /** Exactly those it was delivered to, as written and in the order given, each once. */
    public Set<String> recipients() {
        return recipients;
    }

    /** The message as a recipient gets it, without Bcc; not a copy. Empty if the sandbox keeps no bytes. */
    public byte[] raw() {
        return raw;
    }

    /** What was sent to the sandbox, after base64 and dot-stuffing are undone; not a copy. Empty if no bytes are kept. */
    public byte[] submitted() {
        return submitted;
    }

    /** Octets of {@link #submitted()}, also when the bytes are not kept. */
    public long size() {
        return size;
    }

    /** {@link #raw()} as text; octets that are not UTF-8 are replaced. */
    public String text() {
        return new String(raw, StandardCharsets.UTF_8);
    }

    /** {@code graph-mime}, {@code graph-json}, {@code graph-draft} or {@code smtp}. */
    public String road() {
        return road;
    }

    /** Graph's request-id, or the id in SMTP's final reply. */
    public String requestId() {
        return requestId;
    }

    /** The app that sent it. */
    public String clientId() {
        return clientId;
    }

    /** When it was accepted, by the sandbox's clock. */
    public Instant at() {
        return at;
    }

    /** Files attached to a draft one by one; what stands inside the MIME is not repeated here. */
    public List<Attachment> attachments() {
        return attachments;
    }

    /** DSN parameters: {@code RET} and {@code ENVID} of MAIL, and {@code NOTIFY address}, {@code ORCPT address} of RCPT. */
    public Map<String, String> dsn() {
        return dsn;
    }

    @Override
    public String toString() {
        return road + " " + mailbox + " -> " + recipients + " " + size + " octets";
    }

    /** Collects a delivery. Not thread-safe. */
    public static final class Builder {
        private final String road;
        private String mailbox = "";
        private String envelopeFrom = "";
        private Set<String> recipients = Set.of();
        private byte[] raw = {};
        private byte[] submitted = {};
        private long size;
        private String requestId = UUID.randomUUID().toString();
        private String clientId = "";
        private Instant at = Instant.EPOCH;
        private List<Attachment> attachments = List.of();
        private Map<String, String> dsn = Map.of();

        private Builder(String road) {
            this.road = road;
        }

        public Builder mailbox(String address) {
            mailbox = address;
            return this;
        }

        public Builder from(String sender) {
            envelopeFrom = sender;
            return this;
        }

        public Builder to(Set<String> addresses) {
            recipients = addresses;
            return this;
        }

        public Builder bytes(byte[] asSubmitted, byte[] asDelivered) {
            submitted = asSubmitted;
            raw = asDelivered;
            size = asSubmitted.length;
            return this;
        }

        public Builder request(String id, String client) {
            requestId = id;
            clientId = client;
            return this;
        }

        public Builder attachments(List<Attachment> files) {
            attachments = files;
            return this;
        }

        public Builder dsn(Map<String, String> parameters) {
            dsn = parameters;
            return this;
        }

        Delivered at(Instant instant, boolean keepBytes) {
            at = instant;
            if (!keepBytes) {
                raw = new byte[0];
                submitted = new byte[0];
                attachments = List.of();
            }
            return new Delivered(this);
        }
    }
}
