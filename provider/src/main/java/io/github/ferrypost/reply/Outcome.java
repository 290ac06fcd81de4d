package io.github.ferrypost.reply;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The result of one submission: a {@link Status} for each recipient, and the road it took. Immutable. */
public final class Outcome {
    private final Map<String, Status> byRecipient;
    private final String road;
    private final String trace;

    private Outcome(Map<String, Status> byRecipient, String road, String trace) {
        if (byRecipient.isEmpty()) {
            throw new IllegalArgumentException("an outcome needs at least one recipient");
        }
        this.byRecipient = Collections.unmodifiableMap(new LinkedHashMap<>(byRecipient));
        this.road = Objects.requireNonNull(road);
        this.trace = Objects.requireNonNull(trace);
    }

    /**
     * @param byRecipient the status of each recipient, keyed by the address as in the envelope
     * @param road the road's name, or empty if no road was tried
     * @param trace the id that Microsoft's support asks for: the request id, or the queue id of the SMTP reply; may
     *     be empty
     */
    public static Outcome of(Map<String, Status> byRecipient, String road, String trace) {
        return new Outcome(byRecipient, road, trace);
    }

    /** The same status for every recipient. */
    public static Outcome all(Collection<String> recipients, Status status, String road, String trace) {
        Map<String, Status> map = new LinkedHashMap<>();
        for (String recipient : recipients) {
            map.put(recipient, status);
        }
        return new Outcome(map, road, trace);
    }

    public Map<String, Status> byRecipient() {
        return byRecipient;
    }

    public String road() {
        return road;
    }

    public String trace() {
        return trace;
    }

    /** The recipients with this verdict, in the order of the envelope. */
    public List<String> recipients(Verdict verdict) {
        return byRecipient.entrySet().stream()
                .filter(entry -> entry.getValue().verdict() == verdict)
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    public boolean isAccepted() {
        for (Status status : byRecipient.values()) {
            if (!status.isAccepted()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The first status that is not accepted, or else the first of all: the basis of a single reply for the whole
     * message.
     */
    public Status first() {
        for (Status status : byRecipient.values()) {
            if (!status.isAccepted()) {
                return status;
            }
        }
        return byRecipient.values().iterator().next();
    }

    @Override
    public String toString() {
        return (road.isEmpty() ? "" : "by " + road + " ") + byRecipient;
    }
}
