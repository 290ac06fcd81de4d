package io.github.ferrypost.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.StatelessRoads;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.DeliveryNotes;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftSweepTest {
    @TempDir
    private Path folder;

    @Test
    void whatTheQueueRemembersIsToldToTheRoads() throws Exception {
        Accounts accounts = Accounts.from(Settings.of(Map.of(
                "ferrypost.tenant", "11111111-1111-1111-1111-111111111111",
                "ferrypost.client", "22222222-2222-2222-2222-222222222222",
                "ferrypost.secret", "~SANDBOXSECRET~",
                "ferrypost.mailbox", "noreply@contoso.example")));
        SweepingRoads roads = new SweepingRoads();
        try (Spool spool = Spool.openToDeliver(folder, Clock.systemUTC())) {
            for (String note : List.of("one", "two")) {
                spool.store(NewEntry.of(
                                "noreply",
                                Envelope.of("noreply@contoso.example", List.of("a@customer.example")),
                                ByteSource.of(new byte[] {'x'}),
                                Instant.now())
                        .withNotes(Map.of("graph.draft", note)));
            }
            new DraftSweep(Optional.of(spool), accounts::all, roads).run();
        }
        assertThat(roads.told).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void H3_aFailureOfOneAccountKeepsNoOtherFromItsSweep() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ferrypost.tenant", "11111111-1111-1111-1111-111111111111",
                "ferrypost.client", "22222222-2222-2222-2222-222222222222",
                "ferrypost.secret", "~SANDBOXSECRET~"));
        List.of("a", "b", "c")
                .forEach(name -> settings.put("ferrypost.account." + name + ".mailbox", name + "@contoso.example"));
        SweepingRoads roads = new SweepingRoads();
        roads.failsFor = "b@contoso.example";
        new DraftSweep(Optional.empty(), Accounts.from(Settings.of(settings))::all, roads).run();
        assertThat(roads.swept)
                .containsExactlyInAnyOrder("a@contoso.example", "b@contoso.example", "c@contoso.example");
    }

    private static final class SweepingRoads extends StatelessRoads {
        private final List<String> told = new ArrayList<>();
        private final List<String> swept = new ArrayList<>();
        private String failsFor = "";

        @Override
        public int sweep(Account account, Optional<? extends Iterable<DeliveryNotes>> queue) {
            swept.add(account.mailbox());
            if (account.mailbox().equals(failsFor)) {
                throw new IllegalStateException("as planned");
            }
            if (queue.isEmpty()) {
                return 0;
            }
            for (DeliveryNotes notes : queue.orElseThrow()) {
                try {
                    notes.get("graph.draft").ifPresent(told::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return 0;
        }

        @Override
        public Outcome carry(Submission submission, Account account) {
            throw new AssertionError("nothing is sent");
        }

        @Override
        public Status signIn(Account account) {
            throw new AssertionError("nobody signs in");
        }

        @Override
        public long largest(Account account) {
            return 1;
        }
    }
}
