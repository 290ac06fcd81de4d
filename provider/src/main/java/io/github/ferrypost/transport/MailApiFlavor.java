package io.github.ferrypost.transport;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Implementations of the mail API, each with the package of our transports that extend it. The source contains only
 * those for Angus 2; the build derives the others for the drop-in jar.
 */
enum MailApiFlavor {
    /** {@code org.eclipse.angus}: Angus 2 */
    ANGUS("io.github.ferrypost.transport."),
    /** {@code com.sun.mail}, under the API's old and new names: Angus 1 and its predecessors */
    COM_SUN("io.github.ferrypost.comsun.transport.");

    /** Static because providers are created for every mail Session. */
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final String transports;

    MailApiFlavor(String transports) {
        this.transports = transports;
    }

    /** The class with this simple name whose mail implementation our class loader sees; empty if there is none. */
    static Optional<String> transport(String simpleName) {
        for (MailApiFlavor family : values()) {
            String name = family.transports + simpleName;
            if (loads(name)) {
                return Optional.of(name);
            }
        }
        if (!WARNED.getAndSet(true)) {
            System.getLogger("io.github.ferrypost")
                    .log(
                            System.Logger.Level.WARNING,
                            "Ferrypost is not active: its class loader finds neither Angus Mail nor"
                                    + " com.sun.mail. Put the Ferrypost jar beside the mail library's jar;"
                                    + " see Ferrypost's docs/compatibility.md");
        }
        return Optional.empty();
    }

    private static boolean loads(String name) {
        try {
            Class.forName(name, false, MailApiFlavor.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // this jar lacks the class, or the implementation is missing
        }
    }
}
