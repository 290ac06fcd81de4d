package io.github.ferrypost.bridge.cli;

/**
 * What a service wrapper calls that runs Java in its own process: Apache Commons Daemon's procrun, for the Windows
 * service. Both methods may be called by any thread, each once.
 */
public final class ServiceMethods {
    private ServiceMethods() {}

    /** As the command line; does not return while the command runs. */
    public static void start(String... arguments) {
        Main.main(arguments);
    }

    /** Ends the process as SIGTERM does: messages in progress are finished or stored. */
    public static void stop(String... arguments) {
        System.exit(0);
    }
}
