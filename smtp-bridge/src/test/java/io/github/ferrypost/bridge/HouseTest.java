package io.github.ferrypost.bridge;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bridge keeps its shape: who may import whom, and nothing in a circle. */
class HouseTest {
    private static final String PROVIDER = "io.github.ferrypost.";
    private static final String BRIDGE = "io.github.ferrypost.bridge.";

    /** Each room of the bridge, and the rooms of ours that it may import. */
    private static final Map<String, List<String>> ROOMS = Map.of(
            "thread", List.of(),
            "config", List.of(PROVIDER + "account"),
            "admit", List.of(BRIDGE + "config", PROVIDER + "account", PROVIDER + "reply"),
            "spool", List.of(BRIDGE + "thread", PROVIDER + "message", PROVIDER + "reply", PROVIDER + "util"),
            "queue", List.of(BRIDGE + "spool", PROVIDER + "reply", PROVIDER + "util"),
            "deliver",
                    List.of(
                            BRIDGE + "thread",
                            BRIDGE + "spool",
                            PROVIDER + "road",
                            PROVIDER + "message",
                            PROVIDER + "account",
                            PROVIDER + "reply",
                            PROVIDER + "util"),
            "listen",
                    List.of(
                            BRIDGE + "admit",
                            BRIDGE + "deliver",
                            BRIDGE + "thread",
                            PROVIDER + "message",
                            PROVIDER + "account",
                            PROVIDER + "reply"),
            "web",
                    List.of(
                            BRIDGE + "config",
                            BRIDGE + "thread",
                            BRIDGE + "spool",
                            BRIDGE + "deliver",
                            PROVIDER + "doctor",
                            PROVIDER + "account",
                            PROVIDER + "token",
                            PROVIDER + "reply",
                            PROVIDER + "util"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.ferrypost.bridge");

    static List<String> rooms() {
        return List.copyOf(ROOMS.keySet());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void importsOnlyWhatItsRowAllows(String room) {
        classes()
                .that()
                .resideInAPackage(BRIDGE + room)
                .should()
                .onlyDependOnClassesThat(resideInAPackage(BRIDGE + room)
                        .or(resideInAnyPackage(ROOMS.get(room).toArray(String[]::new)))
                        .or(resideInAPackage("io.github.ferrypost..").negate()))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyClassLivesInARoomOfTheTable() {
        String[] known = Stream.concat(
                        Stream.of("io.github.ferrypost.bridge"),
                        ROOMS.keySet().stream().map(BRIDGE::concat))
                .toArray(String[]::new);
        noClasses()
                .should()
                .resideOutsideOfPackages(known)
                .because("a new room needs a row in the table")
                .check(CLASSES);
    }

    @Test
    void noCircles() {
        slices().matching("io.github.ferrypost.bridge.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void noSleepAnywhere() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    }

    @Test
    void subethasmtpStaysInTheRoomThatAdaptsIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BRIDGE + "listen")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.subethamail..")
                .check(CLASSES);
    }
}
