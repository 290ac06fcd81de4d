package io.github.ferrypost.graph;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.DraftPolicy;
import io.github.ferrypost.token.Token;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether an app may make drafts in a mailbox. The token names Mail.ReadWrite only after a consent for all mailboxes; RBAC
 * for Applications grants it for some, and no token shows that. So the first message that needs a draft tries to make
 * one, and the answer is remembered. Safe for use by many threads.
 */
final class DraftAccess {
    /** RBAC for Applications takes effect within two hours; an hour finds a new role soon and costs one request. */
    static final Duration DENIED_FOR = Duration.ofHours(1);

    /** With more mailboxes the answers are forgotten, and each is asked again. */
    private static final int MOST = 10_000;

    private static final String PERMISSION = "Mail.ReadWrite";

    private final Permissions permissions = new Permissions();
    private final GraphOptions options;
    private final Clock clock;
    /** {@link Instant#MAX} for a mailbox that has accepted a draft; else when it may be asked again. */
    private final Map<List<String>, Instant> answers = new ConcurrentHashMap<>();

    DraftAccess(GraphOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * Whether to make a draft, or try to. A token that names other permissions is taken at its word, and so is a user's: its
     * messages can be refused for their size before they are received.
     */
    boolean mayTry(Account account, Token token) {
        DraftPolicy policy = account.sending().drafts();
        if (!options.drafts() || policy == DraftPolicy.NEVER) {
            return false;
        }
        Set<String> named = permissions.of(token);
        if (policy == DraftPolicy.ALWAYS || named.contains(PERMISSION)) {
            return true;
        }
        if (!named.isEmpty() || account.credential().how().isOfUser()) {
            return false;
        }
        Instant answer = answers.get(key(account));
        return answer == null || answer.equals(Instant.MAX) || !clock.instant().isBefore(answer);
    }

    /** The mailbox has accepted or denied a draft. */
    void learn(Account account, boolean accepted) {
        if (answers.size() >= MOST) {
            answers.clear();
        }
        answers.put(key(account), accepted ? Instant.MAX : clock.instant().plus(DENIED_FOR));
    }

    private static List<String> key(Account account) {
        return List.of(account.client(), account.mailbox().toLowerCase(Locale.ROOT));
    }
}
