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

/** A message that the sandbox accepted and delivered. Immutable, except that the bytes are shared. */
public final class Delivered {
    /** The value of {@link #road()} for MIME sent by Graph. */
    public static final String GRAPH_MIME = "graph-mime";

    /** The value for JSON in one request to Graph. */
    public static final String GRAPH_JSON = "graph-json";

    /** The value for a draft that was sent by Graph. */
    public static final String GRAPH_DRAFT = "graph-draft";

    /** The value for SMTP. */
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

    /** Starts building a delivery by this road. */
    public static Builder by(String road) {
        return new Builder(road);
    }

    /** The primary address of the sending mailbox. */
    public String mailbox() {
        return mailbox;
    }

    /** The sender: MAIL FROM, or with Graph the From address. */
    public String envelopeFrom() {
        return envelopeFrom;
    }

    /** The recipients it was delivered to, as written and in order, each once. */
    public Set<String> recipients() {
        return recipients;
    }

    /** The message as a recipient gets it, without Bcc; not copied. Empty if the sandbox keeps no bytes. */
    public byte[] raw() {
        return raw;
    }

    /**
     * The message as submitted, after decoding base64 and dot-stuffing; not copied. Empty if the sandbox keeps no
     * bytes.
     */
    public byte[] submitted() {
        return submitted;
    }

    /** The size of {@link #submitted()} in octets, even if the bytes are not kept. */
    public long size() {
        return size;
    }

    /** {@link #raw()} as text; invalid UTF-8 is replaced. */
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

    /** Files attached to a draft one by one; those inside the MIME are not repeated here. */
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

    /** Builds a delivery. Not thread-safe. */
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
