package io.github.ferrypost;

import static io.github.ferrypost.testing.House.row;

import io.github.ferrypost.doctor.Doctor;
import io.github.ferrypost.testing.House;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package imports which; no cycles; one name for one thing. */
class HouseTest {
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            row("settings", "util"),
            row("login", "account", "entra", "http", "reply", "token", "util"),
            // the main class of the drop-in jar is in doctor; it also runs login
            row(
                    "doctor", "account", "entra", "graph", "http", "login", "message", "reply", "road", "smtp", "token",
                    "util", "wiring"));

    private static final House HOUSE = new House(Doctor.class, IMPORTS);

    static List<String> packages() {
        return List.copyOf(IMPORTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsExactlyWhatItsRowSays(String name) {
        HOUSE.assertImportsExactlyWhatItsRowSays(name);
    }

    @Test
    void everyPackageHasARow() {
        HOUSE.assertEveryPackageHasARow();
    }

    @Test
    void everyPackageIsNullMarked() {
        HOUSE.assertEveryPackageIsNullMarked();
    }

    @Test
    void aNameMeansOneThing() {
        House.assertANameMeansOneThing();
    }

    @Test
    void noCircles() {
        HOUSE.assertNoCycles("io.github.ferrypost.(*)..");
    }

    @Test
    void noSleepAnywhere() {
        HOUSE.assertNoSleep();
    }
}
