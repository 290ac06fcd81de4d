package io.github.ferrypost.bridge.thread;

import io.github.ferrypost.bridge.alert.Alert;
import io.github.ferrypost.bridge.alert.AlertKind;
import io.github.ferrypost.bridge.alert.Alerts;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * Ends the process after an essential thread failed, so that the service manager restarts it. Halts without shutdown
 * hooks: after an {@link OutOfMemoryError} they may hang, and every acknowledged message is already on disk. Stateless.
 */
public final class ProcessExit implements BiConsumer<String, Throwable> {
    /** EX_SOFTWARE of sysexits.h: an internal software error. */
    public static final int STATUS = 70;

    private final IntConsumer halt;
    private final Alerts alerts;

    public ProcessExit() {
        this(Alerts.LOG);
    }

    /** @param alerts hears of the failure before the process ends */
    public ProcessExit(Alerts alerts) {
        this(Runtime.getRuntime()::halt, alerts);
    }

    /** @param halt ends the process with the given status; replaced in tests */
    ProcessExit(IntConsumer halt) {
        this(halt, Alerts.LOG);
    }

    private ProcessExit(IntConsumer halt, Alerts alerts) {
        this.halt = halt;
        this.alerts = alerts;
    }

    @Override
    public void accept(String thread, Throwable cause) {
        try {
            alerts.raise(Alert.of(
                            AlertKind.THREAD_FAILED,
                            thread,
                            "essential thread " + thread + " failed; the process exits with status " + STATUS
                                    + " so that the service manager restarts it")
                    .withDetail(cause.toString())
                    .withCause(cause));
        } finally {
            halt.accept(STATUS);
        }
    }
}
