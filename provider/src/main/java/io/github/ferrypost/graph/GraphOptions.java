package io.github.ferrypost.graph;

import java.time.Duration;
import java.util.Objects;

/** Sizes, numbers and times of the Graph road. Immutable. */
public final class GraphOptions {
    /**
     * Graph takes requests of 4 MB ("Create message", Microsoft Graph documentation), base64 included, which is 3 MB of
     * message; but messages of more than about 2240 kB were seen to be answered with 200 and never sent
     * (microsoft-graph-docs issue 13979).
     */
    private static final long MIME_LIMIT = 2_200_000;

    /** What an administrator can raise the limit of a mailbox to ("Attach large files to Outlook messages"): 150 MB. */
    private static final long LARGEST = 150L << 20;

    /** "Microsoft Graph service-specific throttling limits", Outlook: 4 concurrent requests per app and mailbox. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** 300 kbit/s: who waits for an answer does not mean the time in which a large message goes out over a slow line. */
    private static final long SLOWEST_BYTES_PER_MILLI = 37;

    /** Enough for 4 MB at that. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** Below the 4 MB that an upload session takes at once, and a multiple of 320 KiB, as other sessions of Graph want it. */
    private static final int CHUNK = 3_276_800;

    private static final int UPLOAD_TRIES = 5;

    private long mimeLimit = MIME_LIMIT;
    private long largest = LARGEST;
    private int atOnce = AT_ONCE;
    private Duration patience = PATIENCE;
    private Duration timeout = TIMEOUT;
    private int chunk = CHUNK;
    /** How long the sender waits for an answer at most; null where it did not say. */
    private Duration answer;

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

    /** Microsoft's limits; 20 s for a turn, 2 minutes for a request; drafts where the app may make them. */
    public static GraphOptions standard() {
        return new GraphOptions();
    }

    /** @param bytes the largest message that goes in one request */
    public GraphOptions withMimeLimit(long bytes) {
        GraphOptions copy = new GraphOptions(this);
        copy.mimeLimit = bytes;
        return copy;
    }

    /** @param bytes the largest message that goes as a draft with uploads */
    public GraphOptions withLargest(long bytes) {
        GraphOptions copy = new GraphOptions(this);
        copy.largest = bytes;
        return copy;
    }

    /** @param requests how many may be under way for one app and mailbox */
    public GraphOptions withAtOnce(int requests) {
        GraphOptions copy = new GraphOptions(this);
        copy.atOnce = requests;
        return copy;
    }

    /** @param longest how long a request waits for its turn before it is put off */
    public GraphOptions withPatience(Duration longest) {
        GraphOptions copy = new GraphOptions(this);
        copy.patience = Objects.requireNonNull(longest);
        return copy;
    }

    /** @param each from the start of sending to the answer */
    public GraphOptions withTimeout(Duration each) {
        GraphOptions copy = new GraphOptions(this);
        copy.timeout = Objects.requireNonNull(each);
        return copy;
    }

    /** @param longest from the end of sending to the answer, where that is sooner than the time-out */
    public GraphOptions withAnswerTimeout(Duration longest) {
        GraphOptions copy = new GraphOptions(this);
        copy.answer = Objects.requireNonNull(longest);
        return copy;
    }

    /** @param bytes how much of a file goes in one request of an upload session */
    public GraphOptions withChunk(int bytes) {
        GraphOptions copy = new GraphOptions(this);
        copy.chunk = bytes;
        return copy;
    }

    /**
     * @param wherePermitted whether a message goes by way of a draft where the app has Mail.ReadWrite: two requests
     *     instead of one, and in return a lost answer leaves no doubt, and large messages have a way
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

    /** For a request with a body of so many bytes, from the start of sending to the answer. */
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
