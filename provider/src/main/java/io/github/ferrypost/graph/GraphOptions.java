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

    /** "Microsoft Graph service-specific throttling limits", Outlook: 4 concurrent requests per app and mailbox. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Enough for 3 MB at 256 kbit/s. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final long mimeLimit;
    private final int atOnce;
    private final Duration patience;
    private final Duration timeout;

    private GraphOptions(long mimeLimit, int atOnce, Duration patience, Duration timeout) {
        this.mimeLimit = mimeLimit;
        this.atOnce = atOnce;
        this.patience = Objects.requireNonNull(patience);
        this.timeout = Objects.requireNonNull(timeout);
    }

    /** Microsoft's limits; 20 s for a turn, 2 minutes for a request. */
    public static GraphOptions standard() {
        return new GraphOptions(MIME_LIMIT, AT_ONCE, PATIENCE, TIMEOUT);
    }

    /** @param bytes the largest message that goes in one request */
    public GraphOptions withMimeLimit(long bytes) {
        return new GraphOptions(bytes, atOnce, patience, timeout);
    }

    /** @param requests how many may be under way for one app and mailbox */
    public GraphOptions withAtOnce(int requests) {
        return new GraphOptions(mimeLimit, requests, patience, timeout);
    }

    /** @param longest how long a request waits for its turn before it is put off */
    public GraphOptions withPatience(Duration longest) {
        return new GraphOptions(mimeLimit, atOnce, longest, timeout);
    }

    /** @param each from the start of sending to the answer */
    public GraphOptions withTimeout(Duration each) {
        return new GraphOptions(mimeLimit, atOnce, patience, each);
    }

    long mimeLimit() {
        return mimeLimit;
    }

    int atOnce() {
        return atOnce;
    }

    Duration patience() {
        return patience;
    }

    Duration timeout() {
        return timeout;
    }
}
