package io.github.ferrypost.bridge.alert;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.road.Roads;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sends messages by mail, without the queue: by each road of each account until one accepts it. Accounts that fail come
 * last, because the message is often about them.
 */
final class MailTarget implements AlertTarget {
    /** Attempts for one message; a later attempt starts with the next ones. */
    private static final int MOST = 6;

    private final List<String> to;
    private final List<Account> accounts;
    private final Predicate<Account> failing;
    private final Roads roads;
    private final ZoneId zone;
    private int failed;

    /** @param failing whether an account is known to fail */
    MailTarget(List<String> to, List<Account> accounts, Predicate<Account> failing, Roads roads, ZoneId zone) {
        this.to = to;
        // mail of this program's own has no sender whose mailbox could send it
        this.accounts = accounts.stream()
                .flatMap(account -> account.forSender("").stream())
                .distinct()
                .toList();
        this.failing = failing;
        this.roads = roads;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Result send(AlertMessage message) {
        List<Account> ways = ways();
        Collections.rotate(ways, -(failed % (ways.size() / MOST + 1)) * MOST);
        String said = "no account";
        for (Account way : ways.subList(0, Math.min(MOST, ways.size()))) {
            Submission mail = AlertMail.of(message, way.mailbox(), to, zone);
            Outcome outcome = roads.carry(mail, way);
            Optional<Status> accepted = outcome.byRecipient().values().stream()
                    .filter(Status::isAccepted)
                    .findFirst();
            if (accepted.isPresent()) {
                failed = 0;
                return Result.sent(sent(way, outcome));
            }
            roads.abandon(mail, way);
            said = Alert.account(way.name()) + " by " + way.roads().get(0).key() + ": "
                    + outcome.first().reply();
            if (outcome.first().verdict() == Verdict.IN_DOUBT) {
                break;
            }
        }
        failed++;
        return Result.failed(said);
    }

    private static String sent(Account way, Outcome outcome) {
        List<String> refused = outcome.byRecipient().entrySet().stream()
                .filter(each -> !each.getValue().isAccepted())
                .map(each -> each.getKey() + ": " + each.getValue().reply())
                .toList();
        return "account " + Alert.account(way.name()) + " sent it by " + outcome.road()
                + (refused.isEmpty() ? "" : ", but not to " + String.join("; ", refused));
    }

    /** One entry for each account and road; those of failing accounts last, and their first road at the very end. */
    private List<Account> ways() {
        List<Account> ways = new ArrayList<>();
        List<Account> last = new ArrayList<>();
        for (Account account : accounts) {
            List<RoadName> names = new ArrayList<>(account.roads());
            boolean fails = failing.test(account);
            if (fails) {
                Collections.reverse(names);
            }
            names.forEach(road -> (fails ? last : ways).add(account.withRoads(List.of(road))));
        }
        ways.addAll(last);
        return ways;
    }
}
