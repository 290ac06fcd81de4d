package io.github.ferrypost.road;

import io.github.ferrypost.account.RoadName;
import java.util.ArrayList;
import java.util.List;

/** In which order the roads are tried for one message, and why in this. Immutable. */
final class RoadOrder {
    /** The reason where nothing of the message asks for another order. */
    static final String FIRST = "it is the first of ferrypost.roads";

    private final List<RoadName> order;
    private final String reason;
    private final boolean byNeed;

    private RoadOrder(List<RoadName> order, String reason, boolean byNeed) {
        this.order = List.copyOf(order);
        this.reason = reason;
        this.byNeed = byNeed;
    }

    /** The order of the settings. */
    static RoadOrder asSet(List<RoadName> roads) {
        return new RoadOrder(roads, FIRST, false);
    }

    /** Graph first, which has a draft of the message. */
    RoadOrder byDraft() {
        return new RoadOrder(with(RoadName.GRAPH), "it has a draft of the message", false);
    }

    /** SMTP first, for what the message needs. */
    RoadOrder byNeed(String why) {
        return new RoadOrder(with(RoadName.SMTP), why, true);
    }

    private List<RoadName> with(RoadName first) {
        List<RoadName> changed = new ArrayList<>(order);
        changed.remove(first);
        changed.add(0, first);
        return changed;
    }

    List<RoadName> order() {
        return order;
    }

    /** To follow "by the first of them, because". */
    String reason() {
        return reason;
    }

    boolean isByNeed() {
        return byNeed;
    }
}
