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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Checks whether the three services respond from here, and what blocks them if not. */
final class NetworkChecks {
    /** Entra refuses a signed assertion whose times differ by more (AADSTS700024). */
    private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

    /** The first row whose exception is in the cause chain names the problem. */
    private static final List<Map.Entry<Class<? extends Throwable>, String>> TROUBLES = List.of(
            Map.entry(UnknownHostException.class, "dns"),
            Map.entry(CertificateException.class, "certificate"),
            // before TLS and refusals: a handshake that times out appears as a TLS failure with this cause
            Map.entry(SocketTimeoutException.class, "timeout"),
            Map.entry(SSLException.class, "tls"),
            Map.entry(ConnectException.class, "refused"),
            Map.entry(NoRouteToHostException.class, "refused"));

    private NetworkChecks() {}

    static Result login(CheckContext context) {
        URI base = context.account().endpoints().login();
        // any path will do, because only a response matters; this one exists in every cloud
        return reach(context, base.resolve("/common/discovery/instance?api-version=1.1"), true);
    }

    static Result graph(CheckContext context) {
        return reach(context, context.account().endpoints().graph().resolve("/v1.0/"), false);
    }

    private static Result reach(CheckContext context, URI uri, boolean login) {
        String host = hostOf(uri);
        try {
            Answer answer = context.send(Request.of("GET", uri, context.tools().patience()));
            if (login) {
                context.learnGreeting(answer);
            }
            String status = Integer.toString(answer.status());
            if (isPage(answer) && answer.status() < 500 && answer.status() != 407) {
                return Result.fault(
                        context.say("seen.page", "host", host, "status", status),
                        context.say("remedy.page", "host", host));
            }
            return noAnswer(context, answer, host)
                    .orElseGet(() -> Result.ok(context.say("seen.reached", "host", host, "status", status)));
        } catch (HttpFailure e) {
            return trouble(context, e, host);
        }
    }

    /** What answered is not the service, which speaks JSON, or it has no time: nothing follows from such an answer. */
    static Optional<Result> noAnswer(CheckContext context, Answer answer, String host) {
        String status = Integer.toString(answer.status());
        if (answer.status() == 407) {
            return Optional.of(Result.fault(
                    context.say("seen.proxy-login", "host", host), context.say("remedy.proxy-login", "host", host)));
        }
        if (isPage(answer)) {
            return Optional.of(Result.unanswered(
                    context.say(answer.status() < 500 ? "seen.page" : "seen.page-busy", "host", host, "status", status),
                    context.say("remedy.page", "host", host),
                    context.say("remedy.later")));
        }
        if (answer.status() == 429 || answer.status() >= 500) {
            return Optional.of(Result.unanswered(
                    context.say("seen.busy", "host", host, "status", status), context.say("remedy.later")));
        }
        return ReportJson.of(answer.text()).isEmpty()
                ? Optional.of(Result.unanswered(
                        context.say("seen.odd", "host", host, "status", status),
                        context.say("remedy.page", "host", host)))
                : Optional.empty();
    }

    /** For checks of a service that was reachable before: a failure says nothing about the set-up. */
    static Result lost(CheckContext context, HttpFailure failure, String host) {
        Result trouble = trouble(context, failure, host);
        return Result.unanswered(trouble.seen(), trouble.remedies().get(0), context.say("remedy.later"));
    }

    static boolean isPage(Answer answer) {
        return answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    static Result smtp(CheckContext context) {
        Endpoints endpoints = context.account().endpoints();
        String host = endpoints.smtpHost() + ":" + endpoints.smtpPort();
        try {
            SmtpProbe hello = SmtpProbe.of(
                    endpoints.smtpHost(), endpoints.smtpPort(), context.tools().patience());
            if (hello.said().startsWith("4")) {
                return Result.unanswered(
                        context.say("seen.smtp-not-ready", "host", host, "said", hello.said()),
                        context.say("remedy.later"));
            }
            if (!hello.isReady()) {
                return Result.fault(
                        context.say("seen.smtp-not-ready", "host", host, "said", hello.said()),
                        context.say("remedy.page", "host", host));
            }
            if (!hello.offersStartTls()) {
                return Result.fault(
                        context.say("seen.no-starttls", "host", host), context.say("remedy.no-starttls", "host", host));
            }
            return Result.ok(context.say("seen.smtp-reached", "host", host, "said", hello.said()));
        } catch (IOException e) {
            Result trouble = trouble(context, e, host);
            // this road uses no proxy
            return Set.of("certificate", "tls").contains(kind(e))
                    ? trouble
                    : Result.fault(trouble.seen(), context.say("remedy.smtp-network", "host", host));
        }
    }

    /** @param failure quoted only by its own message, which names host and cause */
    static Result trouble(CheckContext context, Throwable failure, String host) {
        String kind = kind(failure);
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return Result.fault(
                context.say("seen.network-" + kind, "host", host, "why", why),
                context.say("remedy.network-" + kind, "host", host));
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

    /** A wrong clock invalidates certificate assertions, and makes valid tokens look expired. */
    static Result clock(CheckContext context) {
        Optional<Instant> theirs =
                context.greeting().flatMap(answer -> answer.header("Date")).flatMap(NetworkChecks::date);
        if (theirs.isEmpty()) {
            return Result.notCheckable(context.say("seen.no-date"));
        }
        Duration ahead = Duration.between(theirs.get(), context.tools().clock().instant());
        String seconds = Long.toString(ahead.abs().toSeconds());
        if (ahead.abs().compareTo(LARGEST_SKEW) > 0) {
            return Result.fault(
                    context.say(ahead.isNegative() ? "seen.clock-slow" : "seen.clock-fast", "seconds", seconds),
                    context.say("remedy.clock"));
        }
        return Result.ok(context.say("seen.clock", "seconds", seconds));
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
