package io.github.ferrypost.testing;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules for the structure of every module. The HouseTest of a module has its table of imports. */
public final class House {
    private static final String ROOT = "io.github.ferrypost.";

    private final JavaClasses classes;
    private final Map<String, Set<String>> imports;

    /**
     * @param module any main class of the module
     * @param imports each package and the packages of ours that it imports: no fewer, so that a row that is too wide is
     *     found
     */
    public House(Class<?> module, Map<String, Set<String>> imports) {
        classes = new ClassFileImporter()
                .importUrl(module.getProtectionDomain().getCodeSource().getLocation());
        this.imports = imports;
    }

    public static Map.Entry<String, Set<String>> row(String name, String... imports) {
        return Map.entry(name, Set.of(imports));
    }

    Stream<String> packages() {
        return imports.keySet().stream().sorted();
    }

    /** The main classes of this module. */
    public JavaClasses classes() {
        return classes;
    }

    /** The main classes of all modules on the class path. */
    private static JavaClasses withSandbox() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // Maven gives another module's test classes as a jar, which ArchUnit takes for main code
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.github.ferrypost");
    }

    /** The main classes of all modules on the class path, without the sandbox, whose users are other people's tests. */
    public static JavaClasses everything() {
        return withSandbox().that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + "sandbox..")));
    }

    public void assertImportsExactlyWhatItsRowSays(String name) {
        Set<String> imported = classes.stream()
                .filter(type -> type.getPackageName().equals(ROOT + name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .filter(target -> target.startsWith(ROOT) && !target.equals(ROOT + name))
                .map(target -> target.substring(ROOT.length()))
                .collect(Collectors.toSet());
        assertThat(imported).as("imports of %s", name).isEqualTo(imports.get(name));
    }

    public void assertEveryPackageHasARow() {
        assertThat(own(classes)
                        .map(JavaClass::getPackageName)
                        .map(name -> name.substring(ROOT.length()))
                        .collect(Collectors.toSet()))
                .isEqualTo(imports.keySet());
    }

    /** NullAway then checks it; the compiler plugin leaves out packages without the annotation. */
    public void assertEveryPackageIsNullMarked() {
        assertNullMarked(classes);
    }

    /** @param classes all classes of the packages, with their package-info */
    public static void assertNullMarked(JavaClasses classes) {
        Set<String> marked = classes.stream()
                .filter(type -> type.getSimpleName().equals("package-info")
                        && type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(own(classes).map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .as("packages without @NullMarked in their package-info.java")
                .filteredOn(name -> !marked.contains(name))
                .isEmpty();
    }

    /** Over all modules on the class path, since a reader meets them together. */
    public static void assertANameMeansOneThing() {
        assertThat(own(withSandbox()).map(JavaClass::getSimpleName)).doesNotHaveDuplicates();
    }

    /** @param pattern the packages as ArchUnit's slices */
    public void assertNoCycles(String pattern) {
        slices().matching(pattern).should().beFreeOfCycles().check(classes);
    }

    public void assertNoSleep() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(classes);
    }

    /** Tests wait for a condition or move the clock; a benchmark may pause, since it measures time. */
    public static void assertNoTestSleeps() {
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

    /**
     * Another main class of these uses each class.
     *
     * @param entryPoints the simple names of those that only a name in a file, a string or a command line refers to, or
     *     whose constants the compiler copies
     */
    public static void assertNoDeadClasses(JavaClasses classes, Set<String> entryPoints) {
        Set<String> used = classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> topLevel(dependency.getTargetClass()))
                        .filter(target -> !target.equals(topLevel(type))))
                .collect(Collectors.toSet());
        assertThat(own(classes)
                        .filter(type -> !used.contains(type.getName()))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .as("classes that no other main class uses")
                .isEqualTo(entryPoints);
    }

    private static Stream<JavaClass> own(JavaClasses classes) {
        return classes.stream()
                .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"));
    }

    private static String topLevel(JavaClass type) {
        return type.getBaseComponentType().getName().replaceFirst("\\$.*", "");
    }
}
