package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Endpoints;
import io.github.ferrypost.tls.TlsTrust;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import io.github.ferrypost.token.TokenResult;
import io.github.ferrypost.token.TokenSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections: token, TCP, TLS, sign-in. Safe for use by many threads. */
final class SmtpConnector {
    /**
     * If Exchange also refused a fresh token, the token is not the cause; requesting another with every message would
     * end in Entra's loop detection (AADSTS50196).
     */
    private static final Duration BETWEEN_FRESH_TOKENS = Duration.ofMinutes(1);

    private final TokenSource tokens;
    private final SmtpLimits limits;
    private final Clock clock;
    private final Consumer<TimedSocket> watch;
    private final Map<Optional<Path>, SSLSocketFactory> trusts = new ConcurrentHashMap<>();
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    private final LoginForms names;
    private final Map<Object, Instant> refusedAfresh = new ConcurrentHashMap<>();

    /** @param watch receives each socket, to detect stuck writes */
    SmtpConnector(TokenSource tokens, SmtpLimits limits, Clock clock, Consumer<TimedSocket> watch) {
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
        this.watch = watch;
        this.names = new LoginForms(clock);
    }

    /** Opens a signed-in connection; replaces a token once if it is refused before it expired. */
    ConnectResult open(Account account) {
        TokenResult grant = tokens.get(account, TokenResource.SMTP);
        if (grant.isRefused()) {
            return ConnectResult.refused(ConnectFailure.of(grant.refusal()));
        }
        ConnectResult opened = dialByName(account, grant.token(), false);
        boolean mayBeTheToken =
                opened.refusal().map(ConnectFailure::wantsFreshToken).orElse(false);
        if (!mayBeTheToken || isRefusedAfresh(account)) {
            return opened;
        }
        tokens.reject(account, TokenResource.SMTP, grant.token());
        TokenResult fresh = tokens.get(account, TokenResource.SMTP);
        if (fresh.isRefused()) {
            return ConnectResult.refused(ConnectFailure.of(fresh.refusal()));
        }
        ConnectResult again = fresh.token().equals(grant.token()) ? opened : dialByName(account, fresh.token(), true);
        if (again.refusal().map(ConnectFailure::wantsFreshToken).orElse(false)) {
            refusedAfresh.put(holder(account), clock.instant());
        }
        return again;
    }

    private boolean isRefusedAfresh(Account account) {
        Instant last = refusedAfresh.get(holder(account));
        return last != null && clock.instant().isBefore(last.plus(BETWEEN_FRESH_TOKENS));
    }

    /** The next refused token may be replaced at once, and both names are tried again. */
    void forget(Account account) {
        refusedAfresh.remove(holder(account));
        names.reset(account);
    }

    /**
     * Who is asked for a fresh token at most once a minute. With {@code mailbox = *} one token serves all mailboxes, and each
     * sender without one would cost a fresh token.
     */
    private static Object holder(Account account) {
        return account.isOfOneSender() ? List.of(account.tenant(), account.client(), account.credential()) : account;
    }

    /** The name that the account's token signs in with, as far as is known. */
    String name(Account account) {
        return names.name(account);
    }

    /** @param fresh whether the token cannot be the cause of a refusal */
    private ConnectResult dialByName(Account account, Token token, boolean fresh) {
        ConnectResult opened = dial(account, names.name(account), token);
        if (!opened.refusal().map(ConnectFailure::isOfLoginName).orElse(false)) {
            return opened;
        }
        Optional<String> other = names.other(account);
        if (other.isEmpty()) {
            names.forget(account);
            return opened;
        }
        ConnectResult second = dial(account, other.get(), token);
        boolean works = second.connection().isPresent();
        boolean refused = second.refusal().map(ConnectFailure::isOfLoginName).orElse(false);
        if (works || (refused && fresh)) {
            names.tried(account, works);
        }
        return works ? second : opened;
    }

    private ConnectResult dial(Account account, String name, Token token) {
        Endpoints endpoints = account.endpoints();
        SSLSocketFactory tls;
        try {
            tls = trust(endpoints.trust());
        } catch (IOException e) {
            return ConnectResult.refused(ConnectFailure.noTrust(e));
        }
        SmtpConnection connection;
        try {
            TimedSocket socket = TimedSocket.connect(endpoints.smtpHost(), endpoints.smtpPort(), limits.connect());
            watch.accept(socket);
            connection = new SmtpConnection(account, socket, limits);
        } catch (IOException e) {
            return ConnectResult.refused(ConnectFailure.unreachable(endpoints.smtpHost(), endpoints.smtpPort(), e));
        }
        Optional<ConnectFailure> refusal = connection.open(tls, name, token.value());
        if (refusal.isPresent()) {
            return ConnectResult.refused(refusal.get());
        }
        if (!account.isOfOneSender()) {
            refusedAfresh.remove(account);
        }
        connection.size().ifPresent(size -> sizes.put(server(endpoints), size));
        return ConnectResult.of(connection);
    }

    /**
     * One per file of trusted authorities, so that TLS sessions are resumed (RFC 8446 section 2.2) and files are read
     * once.
     */
    private SSLSocketFactory trust(Optional<Path> pem) throws IOException {
        SSLSocketFactory known = trusts.get(pem);
        if (known == null) {
            known = TlsTrust.context(pem).getSocketFactory();
            trusts.put(pem, known);
        }
        return known;
    }

    /** The largest message, in bytes, that the account's server last announced. */
    Optional<Long> size(Account account) {
        return Optional.ofNullable(sizes.get(server(account.endpoints())));
    }

    private static String server(Endpoints endpoints) {
        return endpoints.smtpHost() + ":" + endpoints.smtpPort();
    }
}
