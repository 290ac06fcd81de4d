package io.github.ferrypost.bridge.corpus;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.StatelessRoads;
import io.github.ferrypost.graph.GraphOptions;
import io.github.ferrypost.graph.GraphRoad;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.message.Addressing;
import io.github.ferrypost.message.HeaderSection;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.token.Tokens;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;

/** A way into Microsoft 365: a road, and what makes it take this form of it. */
enum Way {
    MIME("Graph, one request", "graph", "Mail.Send"),
    DRAFT("Graph, draft", "graph", "Mail.Send Mail.ReadWrite"),
    /** As if Graph's limit lay just below each message. */
    PARTS("Graph, in parts", "graph", "Mail.Send Mail.ReadWrite") {
        @Override
        Roads roads() {
            return new InParts();
        }
    },
    SMTP("SMTP", "smtp", "SMTP.SendAsApp");

    final String title;
    final String road;
    private final String permissions;

    Way(String title, String road, String permissions) {
        this.title = title;
        this.road = road;
        this.permissions = permissions;
    }

    String[] permissions() {
        return permissions.split(" ", -1);
    }

    boolean isGraph() {
        return road.equals("graph");
    }

    Roads roads() {
        return RoadFactory.open(Optional.empty());
    }

    private static final class InParts extends StatelessRoads {
        private final Clients clients = new Clients(HttpOptions.standard());
        private final Tokens tokens = new Tokens(clients);

        @Override
        public Outcome carry(Submission submission, Account account) {
            return road(limitBelow(submission, account)).carry(submission, account);
        }

        private static long limitBelow(Submission submission, Account account) {
            try {
                Optional<HeaderSection> head = HeaderSection.read(submission.message());
                Addressing addressing = Addressing.of(head.orElseThrow(), submission.envelope(), account.mailbox());
                return addressing.applyTo(submission.message()).size() - 1;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private GraphRoad road(long limit) {
            return new GraphRoad(tokens, clients, GraphOptions.standard().withMimeLimit(limit), Clock.systemUTC());
        }

        @Override
        public Status signIn(Account account) {
            return road(1).signIn(account);
        }

        @Override
        public long largest(Account account) {
            return road(1).largest(account);
        }
    }
}
