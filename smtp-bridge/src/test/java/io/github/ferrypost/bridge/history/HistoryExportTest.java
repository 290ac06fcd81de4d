package io.github.ferrypost.bridge.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.spool.HistoryResult;
import io.github.ferrypost.bridge.spool.HistoryRow;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryExportTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static HistoryRow row(String login, String subject) {
        return new HistoryRow(
                1,
                NOON,
                new HistoryRow.Client("10.0.0.1", "", login),
                "erp@contoso.example",
                List.of("a@example.org", "b@example.org"),
                "<1@contoso.example>",
                subject,
                42,
                "",
                new HistoryRow.Progress("", NOON, HistoryResult.DELIVERED, "250 2.0.0 Sent", "graph", "t", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)"})
    void aSpreadsheetRunsNoCellThatAClientWrote(String formula) {
        assertThat(HistoryExport.csv(row(formula, "x"))).contains(",'" + formula + ",");
    }

    @Test
    void commasQuotesAndLineEndsAreQuoted() {
        assertThat(HistoryExport.csv(row("", "a, \"b\"\r\nc"))).contains(",\"a, \"\"b\"\"\r\nc\",");
    }

    @Test
    void emptyFieldsAreLeftOutOfJson() {
        assertThat(HistoryExport.json(row("", "")))
                .doesNotContain("login", "subject")
                .contains("\"size\":42");
    }

    @ParameterizedTest
    @CsvSource({
        "2h, 2026-11-27T10:00:00Z",
        "3d, 2026-11-24T12:00:00Z",
        "14:03, 2026-11-27T13:03:00Z",
        "9:30, 2026-11-27T08:30:00Z",
        "2026-11-26, 2026-11-25T23:00:00Z",
        "2026-11-26T14:03, 2026-11-26T13:03:00Z",
        "2026-11-26 14:03:10, 2026-11-26T13:03:10Z",
        "2026-11-26T14:03:00Z, 2026-11-26T14:03:00Z"
    })
    void aTimeIsReadAsAPersonTypesIt(String text, Instant time) {
        assertThat(TimeText.parse(text, Clock.fixed(NOON, ZoneOffset.UTC), BERLIN))
                .contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gestern", "25:00", "2026-13-01", "2x", "-1h"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(TimeText.parse(text, Clock.fixed(NOON, ZoneOffset.UTC), BERLIN))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "=?utf-8?q?Rechnung_f=C3=BCr_M=C3=BCller?=, Rechnung für Müller",
        "plain, plain",
        "=?nowhere?q?x?=, =?nowhere?q?x?="
    })
    void aSubjectIsDecoded(String value, String text) {
        assertThat(HeaderText.decoded(value)).isEqualTo(text);
    }
}
