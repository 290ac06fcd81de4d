package io.github.ferrypost;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house keeps its shape: who may import whom, and nothing in a circle. */
class HouseTest {
    private static final String ROOT = "io.github.ferrypost.";

    /** Each room and the rooms of ours that it may import. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry("util", List.of()),
            Map.entry("reply", List.of()),
            Map.entry("tls", List.of()),
            Map.entry("http", List.of("tls", "util")),
            Map.entry("message", List.of("reply")),
            Map.entry("account", List.of("reply", "tls", "util")),
            Map.entry("token", List.of("account", "reply", "http", "util")),
            Map.entry("graph", List.of("message", "account", "token", "reply", "http", "util")),
            Map.entry("smtp", List.of("message", "account", "token", "reply", "tls", "util")),
            Map.entry("road", List.of("message", "account", "token", "graph", "smtp", "reply", "http")),
            Map.entry(
                    "transport",
                    List.of("message", "account", "token", "graph", "smtp", "reply", "http", "road", "util")),
            Map.entry("login", List.of("account", "token", "reply", "http")),
            // its jar's main class is also the way in to login
            Map.entry(
                    "doctor",
                    List.of("message", "account", "token", "graph", "smtp", "reply", "http", "road", "login")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("sandbox"))
            .importPackages("io.github.ferrypost");

    static List<String> rooms() {
        return List.copyOf(ROOMS.keySet());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void importsOnlyWhatItsRowAllows(String room) {
        String[] allowed = ROOMS.get(room).stream().map(name -> ROOT + name).toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .onlyDependOnClassesThat(resideInAPackage(ROOT + room)
                        .or(resideInAnyPackage(allowed))
                        .or(resideInAPackage("io.github.ferrypost..").negate()))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyClassLivesInARoomOfTheTable() {
        String[] known = ROOMS.keySet().stream().map(name -> ROOT + name).toArray(String[]::new);
        noClasses()
                .that()
                .doNotHaveSimpleName("package-info")
                .should()
                .resideOutsideOfPackages(known)
                .because("a new room needs a row in the table")
                .check(CLASSES);
    }

    @Test
    void noCircles() {
        slices().matching("io.github.ferrypost.(*)..").should().beFreeOfCycles().check(CLASSES);
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
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "smtp", ROOT + "road", ROOT + "token", ROOT + "http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.mail..")
                .check(CLASSES);
    }

    @Test
    void noSleepAnywhere() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    }
}
