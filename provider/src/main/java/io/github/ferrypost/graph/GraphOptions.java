package io.github.ferrypost.graph;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sizes, counts and timeouts of the Graph road. Immutable. */
public final class GraphOptions {
    /**
     * In bytes. Graph accepts requests of 4 MB ("Create message", Microsoft Graph documentation), base64 included,
     * that is 3 MB of message; but messages over about 2240 kB were seen to return 200 and never be sent
     * (microsoft-graph-docs issue 13979).
     */
    private static final long MIME_LIMIT = 2_200_000;

    /**
     * In bytes. The highest limit an administrator can set for a mailbox ("Attach large files to Outlook messages"):
     * 150 MB.
     */
    private static final long LARGEST = 150L << 20;

    /** "Microsoft Graph service-specific throttling limits", Outlook: 4 concurrent requests per app and mailbox. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** 300 kbit/s: a response timeout must not include the time a large message takes on a slow line. */
    private static final long SLOWEST_BYTES_PER_MILLI = 37;

    /** Enough for 4 MB at that rate. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /**
     * Below the 4 MB that an upload session accepts per request, and a multiple of 320 KiB, which other Graph
     * sessions require.
     */
    private static final int CHUNK = 3_276_800;

    private static final int UPLOAD_TRIES = 5;

    private long mimeLimit = MIME_LIMIT;
    private long largest = LARGEST;
    private int atOnce = AT_ONCE;
    private Duration patience = PATIENCE;
    private Duration timeout = TIMEOUT;
    private int chunk = CHUNK;
    /** The sender's response timeout; null if unset. */
    private @Nullable Duration answer;

    private boolean drafts = true;

    private GraphOptions() {}

    private GraphOptions(GraphOptions other) {
        mimeLimit = other.mimeLimit;
        largest = other.largest;
        atOnce = other.atOnce;
        patience = other.patience;
        timeout = other.timeout;
        answer = other.answer;
        chunk = other.chunk;
        drafts = other.drafts;
    }

    /** Microsoft's limits; 20 s to wait for a permit, 2 minutes for a request; drafts if the app may create them. */
    public static GraphOptions standard() {
        return new GraphOptions();
    }

    /** @param bytes the largest message sent in one request */
    public GraphOptions withMimeLimit(long bytes) {
        GraphOptions copy = new GraphOptions(this);
        copy.mimeLimit = bytes;
        return copy;
    }

    /** @param bytes the largest message sent as a draft with uploads */
    public GraphOptions withLargest(long bytes) {
        GraphOptions copy = new GraphOptions(this);
        copy.largest = bytes;
        return copy;
    }

    /** @param requests concurrent requests for one app and mailbox */
    public GraphOptions withAtOnce(int requests) {
        GraphOptions copy = new GraphOptions(this);
        copy.atOnce = requests;
        return copy;
    }

    /** @param longest how long a request waits for a permit before it is deferred */
    public GraphOptions withPatience(Duration longest) {
        GraphOptions copy = new GraphOptions(this);
        copy.patience = Objects.requireNonNull(longest);
        return copy;
    }

    /** @param each from the start of sending to the response */
    public GraphOptions withTimeout(Duration each) {
        GraphOptions copy = new GraphOptions(this);
        copy.timeout = Objects.requireNonNull(each);
        return copy;
    }

    /** @param longest from the end of sending to the response, if that is sooner than the timeout */
    public GraphOptions withAnswerTimeout(Duration longest) {
        GraphOptions copy = new GraphOptions(this);
        copy.answer = Objects.requireNonNull(longest);
        return copy;
    }

    /** @param bytes the part of a file sent in one request of an upload session */
    public GraphOptions withChunk(int bytes) {
        GraphOptions copy = new GraphOptions(this);
        copy.chunk = bytes;
        return copy;
    }

    /**
     * @param wherePermitted whether to send by a draft if the app has Mail.ReadWrite: it takes two requests instead
     *     of one, but a lost response leaves no doubt, and large messages can be sent
     */
    public GraphOptions withDrafts(boolean wherePermitted) {
        GraphOptions copy = new GraphOptions(this);
        copy.drafts = wherePermitted;
        return copy;
    }

    long mimeLimit() {
        return mimeLimit;
    }

    long largest() {
        return largest;
    }

    int atOnce() {
        return atOnce;
    }

    Duration patience() {
        return patience;
    }

    /** For any request. */
    Duration timeout() {
        return timeout;
    }

    /** For a request with a body of this many bytes, from the start of sending to the response. */
    Duration timeout(long bytes) {
        if (answer == null) {
            return timeout;
        }
        Duration asked = answer.plusMillis(bytes / SLOWEST_BYTES_PER_MILLI);
        return asked.compareTo(timeout) < 0 ? asked : timeout;
    }

    int chunk() {
        return chunk;
    }

    int uploadTries() {
        return UPLOAD_TRIES;
    }

    boolean drafts() {
        return drafts;
    }
}
