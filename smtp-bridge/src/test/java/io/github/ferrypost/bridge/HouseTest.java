package io.github.ferrypost.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.github.ferrypost.testing.House.row;

import io.github.ferrypost.testing.House;
import io.github.ferrypost.testing.HouseRules;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bridge keeps its shape: who may import whom, and nothing in a circle. */
class HouseTest extends HouseRules {
    private static final String ROOT = "io.github.ferrypost.";

    /** Each package and the packages of ours that it imports: no fewer, so that a row that is too wide is found. */
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            row("bridge.thread", "bridge.alert"),
            row("bridge.config", "account", "tls"),
            row("bridge.alert", "account", "bridge.config", "http", "message", "reply", "road", "util"),
            row("bridge.log", "account", "bridge.config", "util"),
            row("bridge.support", "account", "bridge.config", "bridge.log", "bridge.spool", "doctor"),
            row("bridge.learn", "util"),
            row("bridge.admit", "account", "bridge.config", "reply"),
            row("bridge.spool", "bridge.thread", "message", "reply", "util"),
            row("bridge.queue", "bridge.spool", "reply", "util"),
            row(
                    "bridge.deliver",
                    "account",
                    "bridge.alert",
                    "bridge.spool",
                    "bridge.thread",
                    "message",
                    "reply",
                    "road",
                    "util"),
            row(
                    "bridge.history",
                    "account",
                    "bridge.alert",
                    "bridge.config",
                    "bridge.deliver",
                    "bridge.listen",
                    "bridge.queue",
                    "bridge.spool",
                    "bridge.thread",
                    "reply",
                    "util"),
            row(
                    "bridge.listen",
                    "account",
                    "bridge.admit",
                    "bridge.deliver",
                    "bridge.learn",
                    "bridge.thread",
                    "message",
                    "pem",
                    "reply",
                    "road"),
            row("bridge.reload", "account", "bridge.config", "bridge.thread", "message", "pem", "reply", "road"),
            row(
                    "bridge.monitor",
                    "account",
                    "bridge.alert",
                    "bridge.deliver",
                    "bridge.listen",
                    "bridge.reload",
                    "bridge.spool",
                    "reply",
                    "token"),
            row(
                    "bridge.web",
                    "account",
                    "bridge.config",
                    "bridge.deliver",
                    "bridge.history",
                    "bridge.monitor",
                    "bridge.reload",
                    "bridge.spool",
                    "bridge.support",
                    "doctor",
                    "entra",
                    "reply",
                    "settings",
                    "token",
                    "util"),
            row(
                    "bridge",
                    "account",
                    "bridge.admit",
                    "bridge.alert",
                    "bridge.config",
                    "bridge.deliver",
                    "bridge.history",
                    "bridge.learn",
                    "bridge.listen",
                    "bridge.reload",
                    "bridge.spool",
                    "bridge.thread",
                    "road",
                    "util"),
            // the commands, and the demo with its sandbox
            row(
                    "bridge.cli",
                    "account",
                    "bridge",
                    "bridge.alert",
                    "bridge.config",
                    "bridge.deliver",
                    "bridge.history",
                    "bridge.learn",
                    "bridge.listen",
                    "bridge.log",
                    "bridge.monitor",
                    "bridge.queue",
                    "bridge.reload",
                    "bridge.spool",
                    "bridge.support",
                    "bridge.thread",
                    "bridge.web",
                    "doctor",
                    "http",
                    "login",
                    "road",
                    "sandbox",
                    "sandbox.directory",
                    "sandbox.exchange",
                    "token",
                    "wiring"));

    /** What only a service file or a string names, and a table that operate.md is generated from. */
    private static final Set<String> ENTRY_POINTS = Set.of(
            "FerrypostProvider",
            "SmtpProvider",
            "SmtpsProvider",
            "FerrypostTransport",
            "FerrypostSslTransport",
            "LimitTable",
            // its methods are the start and the stop of the Windows service
            "ServiceMethods");

    private static final House HOUSE = new House(Bridge.class, IMPORTS);

    HouseTest() {
        super(HOUSE, "io.github.ferrypost.bridge.(*)..");
    }

    @Test
    void noClassIsDead() {
        House.assertNoDeadClasses(House.everything(), ENTRY_POINTS);
    }

    @Test
    void subethasmtpStaysInTheRoomThatAdaptsIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "bridge.listen")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.subethamail..")
                .check(HOUSE.classes());
    }
}
