package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.SettingsException;
import java.util.Locale;
import java.util.Optional;

/** What can be told from the typed values alone, before anything goes over the network. */
final class FormChecks {
    /** Values of client secrets are about 40 characters long; what is clearly shorter was cut off while copying. */
    private static final int SHORTEST_SECRET = 30;

    private FormChecks() {}

    static Result tenant(CheckContext visit) {
        RawAccountSettings given = visit.given();
        String key = given.key("tenant");
        Optional<Result> misshapen = misshapen(visit, "tenant");
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        String tenant = given.get("tenant").orElseThrow();
        if (RawAccountSettings.ADDRESS.matcher(tenant).matches()) {
            return Result.fault(visit.say("seen.address", "key", key), visit.say("remedy.tenant-id", "key", key));
        }
        if (!RawAccountSettings.GUID.matcher(tenant).matches()
                && !RawAccountSettings.DOMAIN.matcher(tenant).matches()) {
            return Result.fault(
                    visit.say("seen.not-a-tenant", "key", key, "value", given.shown("tenant")),
                    visit.say("remedy.tenant-id", "key", key));
        }
        return Result.ok(visit.say("seen.form", "key", key, "value", given.shown("tenant")));
    }

    static Result client(CheckContext visit) {
        RawAccountSettings given = visit.given();
        String key = given.key("client");
        Optional<Result> misshapen = misshapen(visit, "client");
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        String client = given.get("client").orElseThrow();
        Optional<String> tenant = given.get("tenant");
        if (RawAccountSettings.DOMAIN.matcher(client).matches()
                && tenant.filter(text -> RawAccountSettings.GUID.matcher(text).matches())
                        .isPresent()) {
            return Result.fault(
                    visit.say("seen.swapped-domain", "key", key),
                    visit.say("remedy.swap", "one", key, "other", given.key("tenant")));
        }
        if (!RawAccountSettings.GUID.matcher(client).matches()) {
            return Result.fault(
                    visit.say("seen.not-a-guid", "key", key, "value", given.shown("client")),
                    visit.say("remedy.client-id", "key", key));
        }
        if (tenant.filter(client::equalsIgnoreCase).isPresent()) {
            return Result.fault(
                    visit.say("seen.same-ids", "key", key, "other", given.key("tenant")),
                    visit.say("remedy.client-id", "key", key));
        }
        return Result.ok(visit.say("seen.form", "key", key, "value", given.shown("client")));
    }

    /** Never shows the value, only its length. */
    static Result secret(CheckContext visit) {
        RawAccountSettings given = visit.given();
        String key = given.key("secret");
        if (given.get("certificate").isPresent() && given.get("secret").isPresent()) {
            String other = given.key("certificate");
            return Result.fault(
                    visit.say("seen.two-credentials", "key", key, "other", other),
                    visit.say("remedy.one-credential", "key", key, "other", other));
        }
        Optional<Result> misshapen = misshapen(visit, "secret");
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        String secret = given.get("secret").orElseThrow();
        if (RawAccountSettings.GUID.matcher(secret).matches()) {
            return Result.fault(visit.say("seen.secret-id", "key", key), visit.say("remedy.secret-value", "key", key));
        }
        String length = Integer.toString(secret.length());
        if (secret.length() < SHORTEST_SECRET) {
            return Result.fault(
                    visit.say("seen.secret-short", "key", key, "length", length),
                    visit.say("remedy.secret-value", "key", key));
        }
        return Result.ok(visit.say("seen.secret-form", "key", key, "length", length));
    }

    static Result mailbox(CheckContext visit) {
        RawAccountSettings given = visit.given();
        String key = given.key("mailbox");
        Optional<Result> misshapen = misshapen(visit, "mailbox");
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        if (!RawAccountSettings.ADDRESS
                .matcher(given.get("mailbox").orElseThrow())
                .matches()) {
            return Result.fault(
                    visit.say("seen.not-an-address", "key", key, "value", given.shown("mailbox")),
                    visit.say("remedy.mailbox", "key", key));
        }
        return Result.ok(visit.say("seen.form", "key", key, "value", given.shown("mailbox")));
    }

    /** Missing, in quotes, or with blanks in it: what copying and pasting does to every field alike. */
    private static Optional<Result> misshapen(CheckContext visit, String suffix) {
        String key = visit.given().key(suffix);
        Optional<String> value = visit.given().get(suffix);
        if (value.isEmpty()) {
            return Optional.of(Result.fault(
                    visit.say("seen.missing", "key", key), visit.say("remedy.missing-" + suffix, "key", key)));
        }
        String text = value.get();
        if (isQuote(text.charAt(0)) || isQuote(text.charAt(text.length() - 1))) {
            return Optional.of(
                    Result.fault(visit.say("seen.quoted", "key", key), visit.say("remedy.quoted", "key", key)));
        }
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x200B)) {
            return Optional.of(
                    Result.fault(visit.say("seen.blanks", "key", key), visit.say("remedy.blanks", "key", key)));
        }
        return Optional.empty();
    }

    private static boolean isQuote(char c) {
        return "\"'`\u201C\u201D\u201E\u2018\u2019".indexOf(c) >= 0;
    }

    /** Reads the account as a door would; from here on there is one. */
    static Result settings(CheckContext visit) {
        String name = visit.patient().account();
        try {
            Account account =
                    Accounts.from(visit.patient().settings()).named(name).orElse(null);
            if (account == null) {
                return Result.fault(visit.say("seen.no-account"), visit.say("remedy.settings"));
            }
            visit.learn(account);
            return Result.ok(visit.say(
                    "seen.settings", "roads", account.roads().toString().toLowerCase(Locale.ROOT)));
        } catch (SettingsException e) {
            return Result.fault(
                    visit.say("seen.settings-problems", "problems", String.join(" ", e.problems())),
                    visit.say("remedy.settings"));
        }
    }
}
