package io.github.ferrypost.util;

/** Finds errors of the Java process that the JDK has wrapped in an exception of the network. */
public final class ProcessErrors {
    private static final int DEEPEST = 20;

    private ProcessErrors() {}

    /**
     * Throws the first {@link LinkageError} or {@link VirtualMachineError} in the cause chain; returns if there is none.
     * TLS wraps both in an SSLException: treated as a failure of the network, they would be retried for ever, although
     * only a restart helps.
     */
    public static void rethrow(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof LinkageError || cause instanceof VirtualMachineError) {
                throw (Error) cause;
            }
        }
    }
}
