package io.github.ferrypost.transport;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.road.StatelessRoads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Roads into a world, and a record of what was asked of them. */
final class WorldRoads extends StatelessRoads {
    private final World world;
    final List<Account> signIns = new CopyOnWriteArrayList<>();
    final List<Account> carriers = new CopyOnWriteArrayList<>();
    final List<Submission> submissions = new CopyOnWriteArrayList<>();
    volatile boolean closed;

    WorldRoads(World world) {
        this.world = world;
    }

    @Override
    public Status signIn(Account account) {
        signIns.add(account);
        return status(world.signIn, FailureScope.ACCOUNT);
    }

    @Override
    public Outcome carry(Submission submission, Account account) {
        carriers.add(account);
        submissions.add(submission);
        Map<String, Status> statuses = new LinkedHashMap<>();
        List<String> sent = new ArrayList<>();
        FailureScope general = world.signIn.code() > 299 ? FailureScope.ACCOUNT : FailureScope.MESSAGE;
        Reply reply =
                general == FailureScope.ACCOUNT ? world.signIn : world.sender.code() > 299 ? world.sender : world.data;
        boolean refusal = submission.envelope().recipients().stream().anyMatch(world.refusedRecipients::containsKey);
        for (String recipient : submission.envelope().recipients()) {
            Reply refused = world.refusedRecipients.get(recipient);
            if (reply.code() > 299 || (refused == null && !(refusal && submission.isAllOrNone()))) {
                statuses.put(recipient, status(reply, general));
                sent.add(recipient);
            } else if (refused == null) {
                statuses.put(recipient, Status.later(FailureScope.SESSION, Reply.of(450, "4.5.1", "Left out")));
            } else {
                statuses.put(recipient, status(refused, FailureScope.RECIPIENT));
            }
        }
        if (reply.code() < 300 && !sent.isEmpty() && !(refusal && submission.isAllOrNone())) {
            world.deliveries.add(new World.Delivery(submission.envelope().sender(), sent, text(submission)));
        }
        return Outcome.of(statuses, "test", "");
    }

    private static Status status(Reply reply, FailureScope blame) {
        return switch (reply.code() / 100) {
            case 2 -> Status.accepted(reply);
            case 4 -> Status.later(blame, reply);
            default -> Status.never(blame, reply);
        };
    }

    private static String text(Submission submission) {
        try (InputStream stream = submission.message().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long largest(Account account) {
        return 150 << 20;
    }

    @Override
    public void close() {
        closed = true;
    }
}
