package io.github.ferrypost.bridge.thread;

import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process after an essential thread failed, so that the service manager restarts it. Halts without shutdown
 * hooks: after an {@link OutOfMemoryError} they may hang, and every acknowledged message is already on disk. Stateless.
 */
public final class ProcessExit implements BiConsumer<String, Throwable> {
    /** EX_SOFTWARE of sysexits.h: an internal software error. */
    public static final int STATUS = 70;

    private static final Logger LOG = LoggerFactory.getLogger(ProcessExit.class);

    private final IntConsumer halt;

    public ProcessExit() {
        this(Runtime.getRuntime()::halt);
    }

    /** @param halt ends the process with the given status; replaced in tests */
    ProcessExit(IntConsumer halt) {
        this.halt = halt;
    }

    @Override
    public void accept(String thread, Throwable cause) {
        try {
            LOG.error(
                    "ALERT: essential thread {} failed; the process exits with status {} so that the service"
                            + " manager restarts it",
                    thread,
                    STATUS,
                    cause);
        } finally {
            halt.accept(STATUS);
        }
    }
}
