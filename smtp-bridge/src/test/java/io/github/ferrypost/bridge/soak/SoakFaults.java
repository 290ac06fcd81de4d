package io.github.ferrypost.bridge.soak;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Faults;
import io.github.ferrypost.sandbox.fault.Target;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Microsoft 365 on a bad day: each run orders a few failures of Graph and, now and then, of Entra. */
final class SoakFaults implements Runnable {
    private static final List<Supplier<Fault>> GRAPH = List.of(
            () -> Fault.status(429).retryAfter(1),
            () -> Fault.status(503),
            () -> Fault.status(503).retryAfter(2),
            () -> Fault.status(500),
            () -> Fault.status(504).afterAcceptance(),
            Fault::dropBefore,
            Fault::dropDuring,
            Fault::dropBeforeAcceptance,
            Fault::dropAfterAcceptance,
            () -> Fault.html(502),
            () -> Fault.delay(Duration.ofMillis(700)));

    private final Faults faults;
    private final Random random = new Random();

    SoakFaults(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void run() {
        faults.clear();
        for (Target target :
                List.of(Target.GRAPH_DRAFT, Target.GRAPH_DRAFT_SEND, Target.GRAPH_UPLOAD, Target.GRAPH_LOOKUP)) {
            faults.next(target, GRAPH.get(random.nextInt(GRAPH.size())).get());
        }
        if (random.nextInt(10) == 0) {
            faults.next(Target.TOKEN, Fault.status(503));
        }
    }
}
