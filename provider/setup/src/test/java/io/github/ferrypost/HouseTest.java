package io.github.ferrypost;

import static io.github.ferrypost.testing.House.row;

import io.github.ferrypost.doctor.Doctor;
import io.github.ferrypost.testing.House;
import io.github.ferrypost.testing.HouseRules;
import java.util.Map;
import java.util.Set;

/** Which package imports which; no cycles; one name for one thing. */
class HouseTest extends HouseRules {
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            row("settings", "util"),
            row("login", "account", "entra", "http", "reply", "token", "util"),
            // the main class of the drop-in jar is in doctor; it also runs login
            row(
                    "doctor", "account", "entra", "graph", "http", "login", "message", "pem", "reply", "road", "smtp",
                    "token", "util", "wiring"));

    private static final House HOUSE = new House(Doctor.class, IMPORTS);

    HouseTest() {
        super(HOUSE, "io.github.ferrypost.(*)..");
    }
}
