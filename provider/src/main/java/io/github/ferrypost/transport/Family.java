package io.github.ferrypost.transport;

import java.util.Arrays;
import java.util.Optional;

/**
 * The implementations of the mail API, each with the package of our transports that extend its own. The source has those
 * for Angus 2 alone; the build makes the others from them for the jar that is dropped in beside any implementation.
 */
enum Family {
    /** {@code org.eclipse.angus}: Angus 2 */
    ANGUS("io.github.ferrypost.transport."),
    /** {@code com.sun.mail}, under the API's old and new names: Angus 1, and what was before Angus */
    COM_SUN("io.github.ferrypost.comsun.transport.");

    private final String transports;

    Family(String transports) {
        this.transports = transports;
    }

    /** The class of that simple name whose implementation our class loader sees; nothing where it sees none. */
    static Optional<String> transport(String simpleName) {
        return Arrays.stream(values())
                .map(family -> family.transports + simpleName)
                .filter(Family::loads)
                .findFirst();
    }

    private static boolean loads(String name) {
        try {
            Class.forName(name, false, Family.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // the class is not in this jar, or the implementation's is nowhere
        }
    }
}
