package io.github.ferrypost.graph;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** What is stored about a draft: its id, its recipients, and whether it is complete. Immutable. */
final class DraftNote {
    /** The key among the submission's notes. */
    static final String NAME = "graph.draft";

    private static final String READY = "ready";
    private static final String BUILDING = "building";

    private final boolean ready;
    private final String recipients;
    private final String id;

    private DraftNote(boolean ready, String recipients, String id) {
        this.ready = ready;
        this.recipients = recipients;
        this.id = id;
    }

    /** A draft that still lacks attachments and must not be sent. */
    static DraftNote building(List<String> recipients, String id) {
        return new DraftNote(false, fingerprint(recipients), id);
    }

    /** A complete draft, which may be sent or may have been sent. */
    static DraftNote ready(List<String> recipients, String id) {
        return new DraftNote(true, fingerprint(recipients), id);
    }

    static Optional<DraftNote> parse(String text) {
        String[] words = text.split(" ", -1);
        return words.length == 3
                ? Optional.of(new DraftNote(words[0].equals(READY), words[1], words[2]))
                : Optional.empty();
    }

    private static String fingerprint(List<String> recipients) {
        return Integer.toHexString(
                new TreeSet<>(recipients).toString().toLowerCase(Locale.ROOT).hashCode());
    }

    /** Whether the draft may be sent to these recipients. */
    boolean isReadyFor(List<String> others) {
        return ready && recipients.equals(fingerprint(others));
    }

    boolean isReady() {
        return ready;
    }

    String id() {
        return id;
    }

    @Override
    public String toString() {
        return (ready ? READY : BUILDING) + " " + recipients + " " + id;
    }
}
