package io.github.ferrypost.testing;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules that hold in every module. The HouseTest of a module extends it, with its table of imports. */
public abstract class HouseRules {
    private final House house;
    private final String slices;

    /** @param slices the packages among which there is no cycle, as ArchUnit writes them */
    protected HouseRules(House house, String slices) {
        this.house = house;
        this.slices = slices;
    }

    @TestFactory
    Stream<DynamicTest> importsExactlyWhatItsRowSays() {
        return house.packages()
                .map(name -> DynamicTest.dynamicTest(name, () -> house.assertImportsExactlyWhatItsRowSays(name)));
    }

    @Test
    void everyPackageHasARow() {
        house.assertEveryPackageHasARow();
    }

    @Test
    void everyPackageIsNullMarked() {
        house.assertEveryPackageIsNullMarked();
    }

    @Test
    void aNameMeansOneThing() {
        House.assertANameMeansOneThing();
    }

    @Test
    void noCycles() {
        house.assertNoCycles(slices);
    }

    @Test
    void nothingSleeps() {
        house.assertNoSleep();
    }

    @Test
    void noTestSleeps() {
        House.assertNoTestSleeps();
    }
}
