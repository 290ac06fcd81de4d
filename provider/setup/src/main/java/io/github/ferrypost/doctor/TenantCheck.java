package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks whether the tenant exists, and in which cloud: Entra publishes both in the tenant's OpenID configuration. */
final class TenantCheck {
    private TenantCheck() {}

    static Result look(CheckContext context) {
        String tenant = context.account().tenant();
        String host = NetworkChecks.hostOf(context.account().endpoints().login());
        try {
            Answer answer = ask(context, tenant);
            ReportJson json = ReportJson.of(answer.text());
            if (answer.status() == 200 && json.has("issuer")) {
                return found(context, json);
            }
            Optional<Result> nothing = NetworkChecks.noAnswer(context, answer, host);
            if (nothing.isPresent()) {
                return nothing.get();
            }
            if (!json.has("error")) {
                return Result.unanswered(
                        context.say("seen.odd", "host", host, "status", Integer.toString(answer.status())),
                        context.say("remedy.page", "host", host));
            }
            if (swapped(context)) {
                return Result.fault(
                        context.say("seen.swapped"),
                        context.say(
                                "remedy.swap",
                                "one",
                                context.given().key("client"),
                                "other",
                                context.given().key("tenant")));
            }
            return Refusals.entra(context, json.text("error_description"));
        } catch (HttpFailure e) {
            return NetworkChecks.lost(context, e, host);
        }
    }

    private static Answer ask(CheckContext context, String tenant) throws HttpFailure {
        URI uri =
                context.account().endpoints().login().resolve("/" + tenant + "/v2.0/.well-known/openid-configuration");
        return context.send(Request.of("GET", uri, context.tools().patience()));
    }

    /** The tenant's ID is no tenant, but the app's is: the two fields were swapped. */
    private static boolean swapped(CheckContext context) throws HttpFailure {
        Answer answer = ask(context, context.account().client());
        return answer.status() == 200 && ReportJson.of(answer.text()).has("issuer");
    }

    private static Result found(CheckContext context, ReportJson configuration) {
        String[] path = configuration.text("token_endpoint").split("/", -1);
        Stream.of(path)
                .filter(part -> RawAccountSettings.GUID.matcher(part).matches())
                .findFirst()
                .ifPresent(context::learnTenantId);
        String graph = configuration.text("msgraph_host");
        Cloud cloud = context.account().endpoints().cloud();
        Optional<Cloud> theirs = Stream.of(Cloud.values())
                .filter(each -> each.graphHost().equalsIgnoreCase(graph))
                .findFirst();
        if (theirs.isPresent() && theirs.get() != cloud) {
            String key = context.given().key("cloud");
            return Result.fault(
                    context.say("seen.other-cloud", "theirs", theirs.get().key()),
                    context.say("remedy.other-cloud", "theirs", theirs.get().key(), "key", key));
        }
        return Result.ok(context.say(
                "seen.tenant", "id", context.tenantId(), "region", configuration.text("tenant_region_scope")));
    }
}
