package io.github.ferrypost.road;

import io.github.ferrypost.account.RoadName;
import java.util.ArrayList;
import java.util.List;

/** The order in which the roads are tried for one message, and the reason. Immutable. */
final class RoadOrder {
    /** The reason if no rule changes the order. */
    static final String FIRST = "it is the first of ferrypost.roads";

    private final List<RoadName> order;
    private final String reason;
    private final boolean byNeed;

    private RoadOrder(List<RoadName> order, String reason, boolean byNeed) {
        this.order = List.copyOf(order);
        this.reason = reason;
        this.byNeed = byNeed;
    }

    /** The configured order. */
    static RoadOrder asSet(List<RoadName> roads) {
        return new RoadOrder(roads, FIRST, false);
    }

    /** This road first, because it has a draft of the message. */
    RoadOrder byDraft(RoadName road) {
        return new RoadOrder(with(road), "it has a draft of the message", false);
    }

    /** SMTP first, because a rule requires it. */
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

    /** Completes the sentence "by the first of them, because". */
    String reason() {
        return reason;
    }

    boolean isByNeed() {
        return byNeed;
    }
}
