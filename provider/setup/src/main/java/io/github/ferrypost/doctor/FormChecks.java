package io.github.ferrypost.doctor;

import io.github.ferrypost.account.RoadName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks of the configured values alone, before anything goes over the network. */
final class FormChecks {
    /** Client secrets have about 40 characters; a much shorter one was truncated while copying. */
    private static final int SHORTEST_SECRET = 30;

    private FormChecks() {}

    /** A fault if the settings cannot be used with it; else a guess, because Entra and Exchange decide. */
    private static Result bad(CheckContext context, String suffix, ReportText seen, ReportText remedy) {
        if (!context.isRefused(suffix)) {
            return Result.warning(seen, remedy).inferred();
        }
        context.report(suffix);
        return Result.fault(seen, remedy);
    }

    static Result tenant(CheckContext context) {
        RawAccountSettings given = context.given();
        String key = given.key("tenant");
        Optional<Result> misshapen = misshapen(context, "tenant");
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        String tenant = given.get("tenant").orElseThrow();
        if (RawAccountSettings.ADDRESS.matcher(tenant).matches()) {
            return bad(
                    context,
                    "tenant",
                    context.say("seen.address", "key", key),
                    context.say("remedy.tenant-id", "key", key));
        }
        if (!RawAccountSettings.GUID.matcher(tenant).matches()
                && !RawAccountSettings.DOMAIN.matcher(tenant).matches()) {
            return bad(
                    context,
                    "tenant",
                    context.say("seen.not-a-tenant", "key", key, "value", given.shown("tenant")),
                    context.say("remedy.tenant-id", "key", key));
        }
        return Result.ok(context.say("seen.form", "key", key, "value", given.shown("tenant")));
    }

    static Result client(CheckContext context) {
        RawAccountSettings given = context.given();
        String key = given.key("client");
        Optional<Result> misshapen = misshapen(context, "client");
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        String client = given.get("client").orElseThrow();
        Optional<String> tenant = given.get("tenant");
        if (RawAccountSettings.DOMAIN.matcher(client).matches()
                && tenant.filter(text -> RawAccountSettings.GUID.matcher(text).matches())
                        .isPresent()) {
            return bad(
                    context,
                    "client",
                    context.say("seen.swapped-domain", "key", key),
                    context.say("remedy.swap", "one", key, "other", given.key("tenant")));
        }
        if (!RawAccountSettings.GUID.matcher(client).matches()) {
            return bad(
                    context,
                    "client",
                    context.say("seen.not-a-guid", "key", key, "value", given.shown("client")),
                    context.say("remedy.client-id", "key", key));
        }
        if (tenant.filter(client::equalsIgnoreCase).isPresent()) {
            return bad(
                    context,
                    "client",
                    context.say("seen.same-ids", "key", key, "other", given.key("tenant")),
                    context.say("remedy.client-id", "key", key));
        }
        return Result.ok(context.say("seen.form", "key", key, "value", given.shown("client")));
    }

    /** Never shows the value, only its length. */
    static Result secret(CheckContext context) {
        RawAccountSettings given = context.given();
        String key = given.key("secret");
        if (given.get("certificate").isPresent() && given.get("secret").isPresent()) {
            String other = given.key("certificate");
            return bad(
                    context,
                    "secret",
                    context.say("seen.two-credentials", "key", key, "other", other),
                    context.say("remedy.one-credential", "key", key, "other", other));
        }
        Optional<Result> misshapen = misshapen(context, "secret");
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        String secret = given.get("secret").orElseThrow();
        if (RawAccountSettings.GUID.matcher(secret).matches()) {
            return bad(
                    context,
                    "secret",
                    context.say("seen.secret-id", "key", key),
                    context.say("remedy.secret-value", "key", key));
        }
        String length = Integer.toString(secret.length());
        if (secret.length() < SHORTEST_SECRET) {
            return bad(
                    context,
                    "secret",
                    context.say("seen.secret-short", "key", key, "length", length),
                    context.say("remedy.secret-value", "key", key));
        }
        return Result.ok(context.say("seen.secret-form", "key", key, "length", length));
    }

    static Result mailbox(CheckContext context) {
        RawAccountSettings given = context.given();
        String key = given.key("mailbox");
        Optional<Result> misshapen = misshapen(context, "mailbox");
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        String mailbox = given.get("mailbox").orElseThrow();
        // the settings check looks at the domain of each sender's mailbox
        boolean eachSender = mailbox.equals("*") || mailbox.startsWith("*@");
        if (!eachSender && !RawAccountSettings.ADDRESS.matcher(mailbox).matches()) {
            return bad(
                    context,
                    "mailbox",
                    context.say("seen.not-an-address", "key", key, "value", given.shown("mailbox")),
                    context.say("remedy.mailbox", "key", key));
        }
        return Result.ok(context.say("seen.form", "key", key, "value", eachSender ? mailbox : given.shown("mailbox")));
    }

    /** Missing, quoted, or with white space: copy and paste errors of any field. */
    private static Optional<Result> misshapen(CheckContext context, String suffix) {
        String key = context.given().key(suffix);
        Optional<String> value = context.given().get(suffix);
        if (value.isEmpty()) {
            context.report(suffix);
            return Optional.of(Result.fault(
                    context.say("seen.missing", "key", key), context.say("remedy.missing-" + suffix, "key", key)));
        }
        String text = value.get();
        if (isQuote(text.charAt(0)) || isQuote(text.charAt(text.length() - 1))) {
            return Optional.of(bad(
                    context, suffix, context.say("seen.quoted", "key", key), context.say("remedy.quoted", "key", key)));
        }
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x200B)) {
            return Optional.of(bad(
                    context, suffix, context.say("seen.blanks", "key", key), context.say("remedy.blanks", "key", key)));
        }
        return Optional.empty();
    }

    private static boolean isQuote(char c) {
        return "\"'`\u201C\u201D\u201E\u2018\u2019".indexOf(c) >= 0;
    }

    /** A test system's redirection must not go unnoticed where real mail is meant to be sent. */
    static Result redirection(CheckContext context) {
        String address = context.account().sending().redirect().orElseThrow();
        return Result.warning(
                context.say("seen.redirection", "address", address),
                context.say("remedy.redirection", "key", context.given().key("redirect")));
    }

    /** Whether the program itself can use the settings; what other checks have reported is not said again. */
    static Result settings(CheckContext context) {
        List<String> problems = context.furtherProblems();
        if (!problems.isEmpty()) {
            return Result.fault(GermanText.of(problems), context.say("remedy.settings"));
        }
        if (!context.hasAccount()) {
            return context.hasReported()
                    ? Result.skipped(context.say("seen.settings-reported"))
                    : Result.fault(context.say("seen.no-account"), context.say("remedy.settings"));
        }
        return Result.ok(context.say(
                "seen.settings",
                "roads",
                context.account().roads().stream().map(RoadName::key).collect(Collectors.joining(", "))));
    }
}
