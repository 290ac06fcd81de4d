package io.github.ferrypost.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.ferrypost.testing.House;
import org.junit.jupiter.api.Test;

/** The rooms and the directions between them. */
class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.ferrypost.sandbox");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.github.ferrypost.(sandbox.*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("io.github.ferrypost.sandbox.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.ferrypost.sandbox")
                .check(classes);
    }

    @Test
    void everyPackageIsNullMarked() {
        House.assertNullMarked(classes);
    }

    @Test
    void importsNothingOfOurs() {
        noClasses()
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are ours but not the sandbox's",
                        type -> type.getPackageName().startsWith("io.github.ferrypost")
                                && !type.getPackageName().startsWith("io.github.ferrypost.sandbox")))
                .check(classes);
    }
}
