package io.github.ferrypost;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package imports which; no cycles; one name for one thing. */
class HouseTest {
    private static final String ROOT = "io.github.ferrypost.";

    /** Each package and the packages of ours that it imports: no fewer, so that a row that is too wide is found. */
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            row("util"),
            row("reply"),
            row("tls"),
            row("http", "tls", "util"),
            row("message"),
            row("account", "tls", "util"),
            row("entra", "http", "reply", "util"),
            row("token", "account", "entra", "http", "reply", "util"),
            row("graph", "account", "http", "message", "reply", "token", "util"),
            row("smtp", "account", "message", "reply", "tls", "token", "util"),
            row("road", "account", "graph", "http", "message", "reply", "smtp", "token"),
            row("transport", "account", "graph", "message", "reply", "road", "util"),
            row("login", "account", "entra", "http", "reply", "token"),
            // its jar's main class is also the way in to login
            row(
                    "doctor", "account", "entra", "graph", "http", "login", "message", "reply", "road", "smtp", "token",
                    "util"));

    private static Map.Entry<String, Set<String>> row(String name, String... imports) {
        return Map.entry(name, Set.of(imports));
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("sandbox"))
            .importPackages("io.github.ferrypost");

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

    @Test
    void aNameMeansOneThing() {
        assertThat(CLASSES.stream()
                        .filter(type ->
                                !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
                        .map(JavaClass::getSimpleName))
                .doesNotHaveDuplicates();
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

    /** Tests wait for a condition or move the clock; a benchmark may pause, since it measures time. */
    @Test
    void noTestSleeps() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..bench..")
                .should()
                .callMethodWhere(target(name("sleep"))
                        .and(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class)))))
                        .or(target(nameMatching("park(Nanos|Until)"))
                                .and(target(owner(assignableTo(LockSupport.class))))))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages("io.github.ferrypost"));
    }
}
