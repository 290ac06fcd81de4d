package io.github.ferrypost.bridge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.MutableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Spools, scripts and dashboards of earlier versions know these names. */
class StoredVerdictTest {
    private static final String TO = "a@fabrikam.example";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"ACCEPTED, ACCEPTED", "TRANSIENT, LATER", "PERMANENT, NEVER", "IN_DOUBT, IN_DOUBT"})
    void theNamesStayAsTheyWerePublished(Verdict verdict, String name) {
        assertThat(StoredVerdict.of(verdict).name()).isEqualTo(name);
        assertThat(StoredVerdict.valueOf(name).verdict()).isEqualTo(verdict);
    }

    @Test
    void everyVerdictHasOne() {
        assertThat(StoredVerdict.values()).hasSameSizeAs(Verdict.values());
    }

    @ParameterizedTest
    @EnumSource(StoredVerdict.class)
    void theSpoolHoldsTheNameAndReadsItBack(StoredVerdict stored) throws Exception {
        MutableClock clock = MutableClock.stoppedAt("2026-01-01T00:00:00Z");
        Status status = status(stored.verdict());
        try (Spool spool = Spool.openToDeliver(directory, clock)) {
            NewEntry mail = NewEntry.of(
                    "", Envelope.of("b@contoso.example", List.of(TO)), ByteSource.of(new byte[1]), clock.instant());
            EntryId id = spool.store(mail.withFirstTry(Map.of(TO, status), 1, clock.instant()));
            assertThat(Rows.text(directory, "SELECT verdict FROM recipient")).isEqualTo(stored.name());
            assertThat(spool.show(id).orElseThrow().recipients().get(0).last()).contains(status);
        }
    }

    private static Status status(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> Status.accepted(Reply.of(250, "2.0.0", "OK"));
            case TRANSIENT -> Status.later(FailureScope.MAILBOX, Reply.of(451, "4.3.2", "busy"));
            case PERMANENT -> Status.never(FailureScope.RECIPIENT, Reply.of(550, "5.1.1", "no such user"));
            case IN_DOUBT -> Status.inDoubt(Reply.of(451, "4.4.2", "no answer"));
        };
    }
}
