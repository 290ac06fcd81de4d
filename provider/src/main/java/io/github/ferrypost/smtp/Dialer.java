package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Endpoints;
import io.github.ferrypost.tls.Loopback;
import io.github.ferrypost.tls.Trust;
import io.github.ferrypost.token.Grant;
import io.github.ferrypost.token.Resource;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenSource;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Opens links: connection, TLS, token, sign-in. Safe for use by many threads. */
final class Dialer {
    /**
     * When Exchange has refused a fresh token too, the token is not what is wrong; asking Entra for another one with each
     * mail would end in its loop detection (AADSTS50196).
     */
    private static final Duration BETWEEN_FRESH_TOKENS = Duration.ofMinutes(1);

    private final TokenSource tokens;
    private final SmtpLimits limits;
    private final Clock clock;
    private final Consumer<Wire> watch;
    private final Map<Endpoints, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    private final Map<Account, Instant> refusedAfresh = new ConcurrentHashMap<>();

    /** @param watch is told of each connection, to see that no write is stuck */
    Dialer(TokenSource tokens, SmtpLimits limits, Clock clock, Consumer<Wire> watch) {
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
        this.watch = watch;
    }

    /** A link that is signed in; a token that was refused though it had not expired is replaced once. */
    Opened open(Account account) {
        Grant grant = tokens.get(account, Resource.SMTP);
        if (grant.isRefused()) {
            return Opened.refused(Refusal.of(grant.refusal()));
        }
        Opened opened = dial(account, grant.token());
        boolean mayBeTheToken = opened.refusal().map(Refusal::wantsFreshToken).orElse(false);
        if (!mayBeTheToken || isRefusedAfresh(account)) {
            return opened;
        }
        tokens.reject(account, Resource.SMTP, grant.token());
        Grant fresh = tokens.get(account, Resource.SMTP);
        if (fresh.isRefused()) {
            return Opened.refused(Refusal.of(fresh.refusal()));
        }
        Opened again = fresh.token().equals(grant.token()) ? opened : dial(account, fresh.token());
        if (again.refusal().map(Refusal::wantsFreshToken).orElse(false)) {
            refusedAfresh.put(account, clock.instant());
        }
        return again;
    }

    private boolean isRefusedAfresh(Account account) {
        Instant last = refusedAfresh.get(account);
        return last != null && clock.instant().isBefore(last.plus(BETWEEN_FRESH_TOKENS));
    }

    private Opened dial(Account account, Token token) {
        Endpoints endpoints = account.endpoints();
        Session session;
        try {
            session = session(endpoints);
        } catch (IOException e) {
            return Opened.refused(Refusal.noTrust(e));
        }
        Wire wire;
        try {
            wire = Wire.connect(endpoints.smtpHost(), endpoints.smtpPort(), limits.connect(), limits.reply());
        } catch (IOException e) {
            return Opened.refused(Refusal.unreachable(endpoints.smtpHost(), endpoints.smtpPort(), e));
        }
        watch.accept(wire);
        Link link = new Link(session, account, wire, limits);
        Optional<Refusal> refusal = link.open(token.value());
        if (refusal.isPresent()) {
            return Opened.refused(refusal.get());
        }
        refusedAfresh.remove(account);
        link.size().ifPresent(size -> sizes.put(server(endpoints), size));
        return Opened.of(link);
    }

    /** The largest message that the account's server announced when last asked. */
    Optional<Long> size(Account account) {
        return Optional.ofNullable(sizes.get(server(account.endpoints())));
    }

    private static String server(Endpoints endpoints) {
        return endpoints.smtpHost() + ":" + endpoints.smtpPort();
    }

    /**
     * A Session of our own for each set of endpoints, with nothing in it but what is said here: neither the application's
     * nor the system's properties reach it, and making one for each link would read every provider file again.
     */
    private Session session(Endpoints endpoints) throws IOException {
        Session known = sessions.get(endpoints);
        if (known != null) {
            return known;
        }
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
        // Exchange Online refuses what is older (421 4.7.66)
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        properties.setProperty(
                "mail.smtp.ssl.checkserveridentity", Boolean.toString(!Loopback.is(endpoints.smtpHost())));
        properties.put(
                "mail.smtp.ssl.socketFactory", Trust.context(endpoints.trust()).getSocketFactory());
        Session made = Session.getInstance(properties);
        Session earlier = sessions.putIfAbsent(endpoints, made);
        return earlier == null ? made : earlier;
    }
}
