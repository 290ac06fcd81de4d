package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Endpoints;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import io.github.ferrypost.smtp.SmtpProbe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Whether the three services answer from here, and what stands between where they do not. */
final class NetworkChecks {
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Entra refuses a signed assertion whose times are further off (AADSTS700024). */
    private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

    /** The first row whose exception stands anywhere in the chain of causes names the trouble. */
    private static final List<Map.Entry<Class<? extends Throwable>, String>> TROUBLES = List.of(
            Map.entry(UnknownHostException.class, "dns"),
            Map.entry(CertificateException.class, "certificate"),
            // before TLS and a refusal: a handshake that times out shows as a failure of TLS with this cause
            Map.entry(SocketTimeoutException.class, "timeout"),
            Map.entry(SSLException.class, "tls"),
            Map.entry(ConnectException.class, "refused"),
            Map.entry(NoRouteToHostException.class, "refused"));

    private NetworkChecks() {}

    static Result login(CheckContext visit) {
        URI base = visit.account().endpoints().login();
        // any path does: only whether somebody answers matters, and this one exists in every cloud
        return reach(visit, base.resolve("/common/discovery/instance?api-version=1.1"), true);
    }

    static Result graph(CheckContext visit) {
        return reach(visit, visit.account().endpoints().graph().resolve("/v1.0/"), false);
    }

    private static Result reach(CheckContext visit, URI uri, boolean login) {
        String host = hostOf(uri);
        try {
            Answer answer = visit.send(Request.of("GET", uri, TIMEOUT));
            if (login) {
                visit.learnGreeting(answer);
            }
            String status = Integer.toString(answer.status());
            if (answer.status() == 407) {
                return Result.fault(
                        visit.say("seen.proxy-login", "host", host), visit.say("remedy.proxy-login", "host", host));
            }
            if (answer.status() < 500
                    && answer.header("Content-Type").orElse("").startsWith("text/html")) {
                return Result.fault(
                        visit.say("seen.page", "host", host, "status", status), visit.say("remedy.page", "host", host));
            }
            return Result.ok(visit.say("seen.reached", "host", host, "status", status));
        } catch (HttpFailure e) {
            return trouble(visit, e, host);
        }
    }

    static Result smtp(CheckContext visit) {
        Endpoints endpoints = visit.account().endpoints();
        String host = endpoints.smtpHost() + ":" + endpoints.smtpPort();
        try {
            SmtpProbe hello = SmtpProbe.of(endpoints.smtpHost(), endpoints.smtpPort(), TIMEOUT);
            if (!hello.isReady()) {
                return Result.fault(
                        visit.say("seen.smtp-not-ready", "host", host, "said", hello.said()),
                        visit.say("remedy.page", "host", host));
            }
            if (!hello.offersStartTls()) {
                return Result.fault(
                        visit.say("seen.no-starttls", "host", host), visit.say("remedy.no-starttls", "host", host));
            }
            return Result.ok(visit.say("seen.smtp-reached", "host", host, "said", hello.said()));
        } catch (IOException e) {
            return trouble(visit, e, host);
        }
    }

    /** @param failure not to be quoted but for its own words: they name host and cause */
    static Result trouble(CheckContext visit, Throwable failure, String host) {
        String kind = kind(failure);
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return Result.fault(
                visit.say("seen.network-" + kind, "host", host, "why", why),
                visit.say("remedy.network-" + kind, "host", host));
    }

    static String kind(Throwable failure) {
        if (failure.getMessage() != null && failure.getMessage().contains("through the proxy")) {
            return "proxy";
        }
        for (Map.Entry<Class<? extends Throwable>, String> row : TROUBLES) {
            Throwable cause = failure;
            for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
                if (row.getKey().isInstance(cause)) {
                    return row.getValue();
                }
            }
        }
        return "broken";
    }

    /** A wrong clock spoils certificates' assertions, and makes live tokens look dead. */
    static Result clock(CheckContext visit) {
        Optional<Instant> theirs =
                visit.greeting().flatMap(answer -> answer.header("Date")).flatMap(NetworkChecks::date);
        if (theirs.isEmpty()) {
            return Result.notCheckable(visit.say("seen.no-date"));
        }
        Duration ahead = Duration.between(theirs.get(), visit.tools().clock().instant());
        String seconds = Long.toString(ahead.abs().toSeconds());
        if (ahead.abs().compareTo(LARGEST_SKEW) > 0) {
            return Result.fault(
                    visit.say(ahead.isNegative() ? "seen.clock-slow" : "seen.clock-fast", "seconds", seconds),
                    visit.say("remedy.clock"));
        }
        return Result.ok(visit.say("seen.clock", "seconds", seconds));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static String hostOf(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
