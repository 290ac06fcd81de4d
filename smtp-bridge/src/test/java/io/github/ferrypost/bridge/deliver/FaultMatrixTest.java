package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.config.Accept;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every trouble on every road, in every way of taking mail: what the client hears, what Microsoft is asked, how long the mail
 * waits, and how often it has arrived when the trouble is over. The {@link Delivery} is called directly; roads, spool and
 * sandbox are real.
 *
 * <p>The columns: trouble, road, what {@code direct} answers, what Microsoft is asked in the first try and its answers, what
 * in a second one a moment later while the client waits, for how many seconds at least the mail waits in the queue, copies
 * that arrive in the end. A {@code brief} trouble is tried again after a second; {@code direct} and {@code first-try} have
 * done so when the mail is stored, and it waits for 15. {@code first-try} says 250 where
 * {@code direct} does, and else stores what {@code direct} refuses, since the account has delivered before.
 *
 * <p>Of what is asked, 0 is a connection that ended without an answer, and SMTP's log repeats the code before in such a
 * case; a request that hangs is not in the log.
 */
class FaultMatrixTest {
    private static final String TABLE = """
            429 with seconds           | MIME  | 451 4.3.2   | mail 429                                           | -                            | 120   | 1
            429 with seconds           | DRAFT | 451 4.3.2   | make 201, send 429                                 | -                            | 120   | 1
            429 with seconds           | SMTP  | 451 4.7.500 | auth 235, mail 250, data 451                       | -                            | 15    | 1
            429 with a date            | MIME  | 451 4.3.2   | mail 429                                           | -                            | 3590  | 1
            429 with a date            | DRAFT | 451 4.3.2   | make 201, send 429                                 | -                            | 3590  | 1
            429 with a date            | SMTP  | 451 4.2.0   | auth 235, mail 250, data 554                       | -                            | 3590  | 1
            429 without                | MIME  | 451 4.3.2   | mail 429                                           | -                            | 15    | 1
            429 without                | DRAFT | 451 4.3.2   | make 201, send 429                                 | -                            | 15    | 1
            429 without                | SMTP  | 451 4.4.2   | auth 235, mail 421                                 | -                            | 60    | 1
            401 once                   | MIME  | 250 2.0.0   | mail 401, token 200, mail 202                      | -                            | -     | 1
            401 once                   | DRAFT | 250 2.0.0   | make 201, send 401, token 200, send 202            | -                            | -     | 1
            401 once                   | SMTP  | 250 2.0.0   | auth 535, token 200, auth 235, mail 250, data 250  | -                            | -     | 1
            401                        | MIME  | 451 4.7.8   | mail 401, token 200, mail 401                      | -                            | 15    | 1
            401                        | DRAFT | 451 4.7.8   | make 201, send 401, token 200, send 401, drop 204  | -                            | 15    | 1
            401                        | SMTP  | 451 4.7.3   | auth 535, token 200, auth 535                      | -                            | 15    | 1
            403                        | MIME  | 451 4.7.1   | mail 403                                           | -                            | 15    | 1
            403                        | DRAFT | 451 4.7.1   | make 201, send 403, drop 204                       | -                            | 15    | 1
            403                        | SMTP  | 451 4.7.139 | auth 535                                           | -                            | 15    | 1
            500                        | MIME  | 451 4.4.2   | mail 500                                           | -                            | 300   | 1
            500                        | DRAFT | 451 4.4.2   | make 201, send 500, look 200                       | -                            | 15    | 1
            500                        | SMTP  | 451 4.7.0   | auth 235, mail 250, data 451                       | auth 235, mail 250, data 451 | brief | 1
            502                        | MIME  | 451 4.4.2   | mail 502                                           | -                            | 300   | 1
            502                        | DRAFT | 451 4.4.2   | make 201, send 502, look 200                       | -                            | 15    | 1
            502                        | SMTP  | 451 4.3.2   |                                                    |                              | brief | 1
            503                        | MIME  | 451 4.3.2   | mail 503                                           | mail 503                     | brief | 1
            503                        | DRAFT | 451 4.3.2   | make 201, send 503                                 | look 200, send 503           | brief | 1
            503                        | SMTP  | 451 4.3.2   |                                                    |                              | brief | 1
            504                        | MIME  | 451 4.4.2   | mail 504                                           | -                            | 300   | 1
            504                        | DRAFT | 451 4.4.2   | make 201, send 504, look 200                       | -                            | 15    | 1
            504                        | SMTP  | 451 4.4.2   | auth 235, mail 250, data 421                       | auth 235, mail 250, data 421 | brief | 1
            504 for what was sent      | MIME  | 451 4.4.2   | mail 504                                           | -                            | 300   | 2
            504 for what was sent      | DRAFT | 250 2.0.0   | make 201, send 504, look 200                       | -                            | -     | 1
            504 for what was sent      | SMTP  | 451 4.4.2   | auth 235, mail 250, data 354                       | -                            | 300   | 2
            connection refused         | MIME  | 451 4.4.1   |                                                    |                              | brief | 1
            connection refused         | DRAFT | 451 4.4.1   |                                                    |                              | brief | 1
            connection refused         | SMTP  | 451 4.4.1   |                                                    |                              | brief | 1
            reset before the request   | MIME  | 451 4.4.2   | mail 0                                             | -                            | 300   | 1
            reset before the request   | DRAFT | 451 4.4.2   | make 201, send 0, look 200                         | -                            | 15    | 1
            reset before the request   | SMTP  | 451 4.4.2   | auth 235, mail 250, data 250                       | auth 235, mail 250, data 250 | brief | 1
            reset during the request   | MIME  | 451 4.4.2   | mail 0                                             | -                            | 300   | 1
            reset during the request   | DRAFT | 451 4.4.2   | make 201, send 0, look 200                         | -                            | 15    | 1
            reset during the request   | SMTP  | 451 4.4.2   | auth 235, mail 250, data 354                       | -                            | 300   | 1
            reset after the request    | MIME  | 451 4.4.2   | mail 0                                             | -                            | 300   | 1
            reset after the request    | DRAFT | 451 4.4.2   | make 201, send 0, look 200                         | -                            | 15    | 1
            reset after the request    | SMTP  | 451 4.4.2   | auth 235, mail 250, data 354                       | -                            | 300   | 1
            reset after acceptance     | MIME  | 451 4.4.2   | mail 0                                             | -                            | 300   | 2
            reset after acceptance     | DRAFT | 250 2.0.0   | make 201, send 0, look 200                         | -                            | -     | 1
            reset after acceptance     | SMTP  | 451 4.4.2   | auth 235, mail 250, data 354                       | -                            | 300   | 2
            time-out                   | MIME  | 451 4.4.2   |                                                    | -                            | 300   | 1
            time-out                   | DRAFT | 451 4.4.2   | make 201, look 200                                 | -                            | 15    | 1
            time-out                   | SMTP  | 451 4.4.2   | auth 235, mail 250                                 | -                            | 300   | 1
            time-out after acceptance  | MIME  | 451 4.4.2   |                                                    | -                            | 300   | 2
            time-out after acceptance  | DRAFT | 250 2.0.0   | make 201, look 200                                 | -                            | -     | 1
            time-out after acceptance  | SMTP  | 451 4.4.2   | auth 235, mail 250                                 | -                            | 300   | 2
            garbage                    | MIME  | 451 4.4.0   | mail 200                                           | mail 200                     | brief | 1
            garbage                    | DRAFT | 451 4.4.0   | make 201, send 200                                 | look 200, send 200           | brief | 1
            garbage                    | SMTP  | 451 4.4.2   | auth 235, mail 235, data 503                       | auth 235, mail 235, data 503 | brief | 1
            HTML                       | MIME  | 451 4.3.2   | mail 503                                           | mail 503                     | brief | 1
            HTML                       | DRAFT | 451 4.3.2   | make 201, send 503                                 | look 200, send 503           | brief | 1
            HTML                       | SMTP  | 451 4.4.1   |                                                    |                              | brief | 1
            DNS failure                | MIME  | 451 4.4.1   |                                                    |                              | brief | 1
            DNS failure                | DRAFT | 451 4.4.1   |                                                    |                              | brief | 1
            DNS failure                | SMTP  | 451 4.4.3   |                                                    |                              | brief | 1
            token endpoint down        | MIME  | 454 4.7.0   | mail 401, token 503                                | token 503                    | brief | 1
            token endpoint down        | DRAFT | 454 4.7.0   | make 401, token 503                                | token 503                    | brief | 1
            token endpoint down        | SMTP  | 454 4.7.0   | auth 535, token 503                                | token 503                    | brief | 1
            token endpoint says HTML   | MIME  | 454 4.7.0   | mail 401, token 200                                | token 200                    | brief | 1
            token endpoint says HTML   | DRAFT | 454 4.7.0   | make 401, token 200                                | token 200                    | brief | 1
            token endpoint says HTML   | SMTP  | 454 4.7.0   | auth 535, token 200                                | token 200                    | brief | 1
            secret expired, token good | MIME  | 250 2.0.0   | mail 202                                           | -                            | -     | 1
            secret expired, token good | DRAFT | 250 2.0.0   | make 201, send 202                                 | -                            | -     | 1
            secret expired, token good | SMTP  | 250 2.0.0   | auth 235, mail 250, data 250                       | -                            | -     | 1
            secret expired, token dead | MIME  | 451 4.7.8   | mail 401, token 401                                | -                            | 15    | 1
            secret expired, token dead | DRAFT | 451 4.7.8   | make 401, token 401                                | -                            | 15    | 1
            secret expired, token dead | SMTP  | 451 4.7.8   | auth 535, token 401                                | -                            | 15    | 1
            token revoked              | MIME  | 250 2.0.0   | mail 401, token 200, mail 202                      | -                            | -     | 1
            token revoked              | DRAFT | 250 2.0.0   | make 401, token 200, make 201, send 202            | -                            | -     | 1
            token revoked              | SMTP  | 250 2.0.0   | auth 535, token 200, auth 235, mail 250, data 250  | -                            | -     | 1
            tokens that live 2 s       | MIME  | 250 2.0.0   | mail 202                                           | -                            | -     | 1
            tokens that live 2 s       | DRAFT | 250 2.0.0   | make 201, send 202                                 | -                            | -     | 1
            tokens that live 2 s       | SMTP  | 250 2.0.0   | auth 235, mail 250, data 250                       | -                            | -     | 1
            """;

    @TempDir
    private Path folder;

    record Case(
            Trouble trouble,
            OneRoad.Kind road,
            String direct,
            String asked,
            String again,
            String waits,
            int copies,
            Accept accept) {
        private static Case of(String line, Accept accept) {
            String[] cells = line.split("\\|", -1);
            return new Case(
                    Trouble.named(cells[0].strip()),
                    OneRoad.Kind.valueOf(cells[1].strip()),
                    cells[2].strip(),
                    cells[3].strip(),
                    cells[4].strip(),
                    cells[5].strip(),
                    Integer.parseInt(cells[6].strip()),
                    accept);
        }

        private boolean isAccepted() {
            return direct.startsWith("250");
        }

        private String reply() {
            return switch (accept) {
                case DIRECT -> direct;
                case FIRST_TRY -> isAccepted() ? "250 2.0.0 Accepted by Microsoft 365" : "250 2.0.0 Queued as ";
                case QUEUE -> "250 2.0.0 Queued as ";
            };
        }

        /** Nobody will ask for the draft again where nothing is stored: it is taken back. */
        private String askedInAll() {
            boolean draftIsLeft = asked.contains("make 201") && !asked.contains("drop 204");
            String all = isBrief() && accept != Accept.QUEUE && !again.isEmpty() ? asked + ", " + again : asked;
            return accept == Accept.DIRECT && !isAccepted() && draftIsLeft ? all + ", look 200, drop 204" : all;
        }

        private boolean isBrief() {
            return waits.equals("brief");
        }

        private Duration least() {
            if (isBrief()) {
                return Duration.ofSeconds(accept == Accept.QUEUE ? 1 : 15);
            }
            return Duration.ofSeconds(Long.parseLong(waits));
        }

        @Override
        public String toString() {
            return trouble + ", " + road + ", " + accept;
        }
    }

    static List<Case> cases() {
        return TABLE.lines()
                .flatMap(line -> Stream.of(Accept.values()).map(accept -> Case.of(line, accept)))
                .toList();
    }

    @Test
    void everyTroubleIsTriedOnEveryRoad() {
        assertThat(cases()).hasSize(Trouble.ALL.size() * OneRoad.Kind.values().length * Accept.values().length);
        assertThat(cases()).doesNotHaveDuplicates();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("cases")
    void isToldRightlyWaitsAndArrives(Case row) throws Exception {
        boolean shortLived = row.trouble().name().equals("tokens that live 2 s");
        try (Scene scene =
                new Scene(folder, row.accept(), row.road(), shortLived ? Duration.ofSeconds(2) : Duration.ofHours(1))) {
            row.trouble().strike().accept(scene);

            String reply = scene.send();
            assertThat(reply).startsWith(row.reply());
            Optional<Duration> waits = scene.waits();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(asked(scene, shortLived)).isEqualTo(row.askedInAll()));
            if (row.accept() == Accept.DIRECT || row.isAccepted()) {
                assertThat(waits).isEmpty();
            } else {
                Duration least = row.least();
                assertThat(waits)
                        .hasValueSatisfying(wait -> assertThat(wait)
                                .isBetween(
                                        // the spool keeps times in whole milliseconds
                                        least.minusMillis(1),
                                        least.multipliedBy(5).dividedBy(4).plusSeconds(5)));
            }

            scene.heal();
            if (!reply.startsWith("250")) {
                assertThat(scene.send()).startsWith("250 2.0.0 Accepted");
            }
            assertThat(scene.delivered()).isEqualTo(row.copies());
            assertThat(scene.draftsLeft()).as("drafts left in the mailbox").isZero();
        }
    }

    /** Whether a token that lives two seconds still lives after the warm-up is a matter of time, so its requests do not count. */
    private static String asked(Scene scene, boolean shortLived) {
        return shortLived ? scene.asked().replace("token 200, ", "") : scene.asked();
    }
}
