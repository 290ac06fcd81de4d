package io.github.ferrypost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.github.ferrypost.testing.House.row;

import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.testing.House;
import io.github.ferrypost.testing.HouseRules;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which package imports which; no cycles; one name for one thing. */
class HouseTest extends HouseRules {
    private static final String ROOT = "io.github.ferrypost.";

    /** Each package and the packages of ours that it imports: no fewer, so that a row that is too wide is found. */
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            row("util"),
            row("reply"),
            row("tls"),
            row("http", "tls", "util"),
            row("message"),
            row("account", "message", "tls", "util"),
            row("entra", "http", "reply", "util"),
            row("pem"),
            row("tokenstore", "entra", "reply", "util"),
            row("token", "account", "entra", "http", "pem", "reply", "tokenstore", "util"),
            row("road", "account", "message", "reply"),
            row("graph", "account", "http", "message", "reply", "road", "token", "util"),
            row("smtp", "account", "message", "reply", "road", "tls", "token", "util"),
            row("wiring", "graph", "http", "road", "smtp", "token"),
            row("transport", "account", "message", "reply", "road", "util", "wiring"));

    private static final House HOUSE = new House(Reply.class, IMPORTS);

    HouseTest() {
        super(HOUSE, "io.github.ferrypost.(*)..");
    }

    /** The dialogs with Microsoft must not depend on which mail library a program brings. */
    @Test
    void D5_H1_onlyTransportUsesAMailLibrarysOwnClasses() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "transport")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.angus..", "com.sun.mail..")
                .check(HOUSE.classes());
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "smtp", ROOT + "road", ROOT + "wiring", ROOT + "token", ROOT + "http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.mail..")
                .check(HOUSE.classes());
    }
}
