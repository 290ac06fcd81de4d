package io.github.ferrypost.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AadstsTableTest {
    /** Every code that a mail program's set-up meets, kept by hand: what is in the table and not here is a slip too. */
    private static final List<Integer> EXPECTED = List.of(
            7000215, 7000222, 70002, 7000218, 700025, 7000229, 700016, 700011, 70001, 7000112, 90002, 900023, 90038,
            900382, 900432, 50059, 50128, 90019, 50194, 9001023, 9002332, 70011, 28002, 1002012, 700022, 28003, 500011,
            650052, 650057, 65005, 650056, 65001, 65004, 90094, 90095, 90008, 50105, 50011, 900971, 9002326, 9002327,
            700054, 70005, 50147, 501481, 54005, 70000, 9002313, 70008, 700082, 700084, 70043, 50173, 50133, 50132,
            50089, 50196, 50126, 50034, 51004, 50020, 50053, 50055, 50144, 50056, 50057, 50076, 50074, 50072, 50079,
            50078, 53000, 53001, 53002, 530003, 53003, 530032, 530035, 50158, 700027, 700024, 7000214, 7000277, 1000502,
            7000274, 700030, 50012, 70016, 70018, 70019, 90023, 90014, 900144, 90055, 90033, 90024, 90090, 50033, 50058,
            70020, 9002325, 500112, 28000, 650053, 70021, 700211, 700212, 700213);

    private static final List<Integer> CODES =
            AadstsTable.rows().stream().flatMap(row -> row.codes().stream()).collect(Collectors.toList());

    static List<Integer> expected() {
        return EXPECTED;
    }

    @Test
    void theTableHasTheseCodesAndNoOthers() {
        assertThat(CODES).containsExactlyInAnyOrderElementsOf(EXPECTED);
    }

    @ParameterizedTest
    @MethodSource("expected")
    void everyCodeOfASetUpIsKnown(int code) {
        AadstsRow row = AadstsTable.find(code).orElseThrow();
        assertThat(row.codes()).contains(code);
        assertThat(row.meaning()).isNotBlank().doesNotEndWith(".").doesNotContain("AADSTS");
        assertThat(row.meaningGerman())
                .isNotBlank()
                .doesNotEndWith(".")
                .doesNotContain("AADSTS")
                .isNotEqualTo(row.meaning());
        assertThat(row.remedy()).isNotBlank().endsWith(".");
        assertThat(row.remedyGerman()).isNotBlank().endsWith(".").isNotEqualTo(row.remedy());
    }

    @Test
    void noCodeStandsTwice() {
        assertThat(CODES).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void eachKindMakesAReplyThatGoesWithItsVerdict(AadstsKind kind) {
        assertThat(kind.status("text", "", "").verdict()).isEqualTo(kind.verdict());
        assertThat(kind.status("text", "", "").blame()).isEqualTo(kind.blame());
    }

    @Test
    void whatASetUpGetsWrongIsNeverAndTheAccounts() {
        for (int code : new int[] {7000215, 7000222, 700016, 90002, 65001, 53003, 7000112, 700027}) {
            AadstsKind kind = AadstsTable.find(code).orElseThrow().kind();
            assertThat(kind.verdict()).as("AADSTS" + code).isEqualTo(Verdict.PERMANENT);
            assertThat(kind.blame()).as("AADSTS" + code).isEqualTo(FailureScope.ACCOUNT);
        }
    }

    @Test
    void whatPassesIsLater() {
        for (int code : new int[] {90033, 90055, 50196, 50033, 50053}) {
            assertThat(AadstsTable.find(code).orElseThrow().kind().verdict())
                    .as("AADSTS" + code)
                    .isEqualTo(Verdict.TRANSIENT);
        }
    }
}
