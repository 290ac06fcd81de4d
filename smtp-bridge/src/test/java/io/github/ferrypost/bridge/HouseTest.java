package io.github.ferrypost.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bridge keeps its shape: who may import whom, and nothing in a circle. */
class HouseTest {
    private static final String ROOT = "io.github.ferrypost.";

    /** Each package and the packages of ours that it imports: no fewer, so that a row that is too wide is found. */
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            row("bridge.thread"),
            row("bridge.config", "account"),
            row("bridge.learn", "util"),
            row("bridge.admit", "account", "bridge.config", "reply"),
            row("bridge.spool", "bridge.thread", "message", "reply", "util"),
            row("bridge.queue", "bridge.spool", "reply", "util"),
            row("bridge.deliver", "account", "bridge.spool", "bridge.thread", "message", "reply", "road", "util"),
            row(
                    "bridge.listen",
                    "account",
                    "bridge.admit",
                    "bridge.deliver",
                    "bridge.learn",
                    "bridge.thread",
                    "message",
                    "reply"),
            row("bridge.monitor", "account", "bridge.deliver", "bridge.listen", "bridge.spool", "reply", "token"),
            row(
                    "bridge.web",
                    "account",
                    "bridge.config",
                    "bridge.deliver",
                    "bridge.monitor",
                    "bridge.spool",
                    "doctor",
                    "reply",
                    "token",
                    "util"),
            row(
                    "bridge",
                    "account",
                    "bridge.admit",
                    "bridge.config",
                    "bridge.deliver",
                    "bridge.learn",
                    "bridge.listen",
                    "bridge.spool",
                    "bridge.thread",
                    "road",
                    "util"),
            // the commands, and the demo with its sandbox
            row(
                    "bridge.cli",
                    "account",
                    "bridge",
                    "bridge.config",
                    "bridge.deliver",
                    "bridge.learn",
                    "bridge.listen",
                    "bridge.monitor",
                    "bridge.queue",
                    "bridge.spool",
                    "bridge.thread",
                    "bridge.web",
                    "doctor",
                    "login",
                    "road",
                    "sandbox",
                    "sandbox.directory",
                    "sandbox.exchange",
                    "token"));

    private static Map.Entry<String, Set<String>> row(String name, String... imports) {
        return Map.entry(name, Set.of(imports));
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.ferrypost.bridge");

    static List<String> packages() {
        return List.copyOf(IMPORTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsExactlyWhatItsRowSays(String name) {
        Set<String> imports = CLASSES.stream()
                .filter(type -> type.getPackageName().equals(ROOT + name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(target -> target.startsWith(ROOT) && !target.equals(ROOT + name))
                .map(target -> target.substring(ROOT.length()))
                .collect(Collectors.toSet());
        assertThat(imports).isEqualTo(IMPORTS.get(name));
    }

    @Test
    void everyPackageHasARow() {
        assertThat(CLASSES.stream()
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .map(JavaClass::getPackageName)
                        .map(name -> name.substring(ROOT.length())))
                .allMatch(IMPORTS::containsKey);
    }

    /** Over both modules, since a reader meets both. */
    @Test
    void aNameMeansOneThing() {
        assertThat(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .withImportOption(location -> !location.contains("sandbox"))
                                .importPackages("io.github.ferrypost")
                                .stream()
                                .filter(type -> !type.isNestedClass()
                                        && !type.getSimpleName().equals("package-info"))
                                .map(JavaClass::getSimpleName))
                .doesNotHaveDuplicates();
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
                .resideOutsideOfPackage(ROOT + "bridge.listen")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.subethamail..")
                .check(CLASSES);
    }
}
