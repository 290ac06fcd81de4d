package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the tenant exists, and in which cloud: Entra tells both to anybody in the tenant's OpenID configuration. */
final class TenantCheck {
    private TenantCheck() {}

    static Result look(CheckContext visit) {
        String tenant = visit.account().tenant();
        String host = NetworkChecks.hostOf(visit.account().endpoints().login());
        try {
            Answer answer = ask(visit, tenant);
            ReportJson json = ReportJson.of(answer.text());
            if (answer.status() == 200 && json.has("issuer")) {
                return found(visit, json);
            }
            if (!json.has("error")) {
                return Result.notCheckable(
                        visit.say("seen.page", "host", host, "status", Integer.toString(answer.status())),
                        visit.say("remedy.page", "host", host));
            }
            if (swapped(visit)) {
                return Result.fault(
                        visit.say("seen.swapped"),
                        visit.say(
                                "remedy.swap",
                                "one",
                                visit.given().key("client"),
                                "other",
                                visit.given().key("tenant")));
            }
            return Refusals.entra(visit, json.text("error_description"));
        } catch (HttpFailure e) {
            return NetworkChecks.trouble(visit, e, host);
        }
    }

    private static Answer ask(CheckContext visit, String tenant) throws HttpFailure {
        URI uri = visit.account().endpoints().login().resolve("/" + tenant + "/v2.0/.well-known/openid-configuration");
        return visit.send(Request.of("GET", uri, NetworkChecks.TIMEOUT));
    }

    /** No tenant has the tenant's id, but one has the app's: then the two fields were filled the wrong way round. */
    private static boolean swapped(CheckContext visit) throws HttpFailure {
        Answer answer = ask(visit, visit.account().client());
        return answer.status() == 200 && ReportJson.of(answer.text()).has("issuer");
    }

    private static Result found(CheckContext visit, ReportJson configuration) {
        String[] path = configuration.text("token_endpoint").split("/", -1);
        Stream.of(path)
                .filter(part -> RawAccountSettings.GUID.matcher(part).matches())
                .findFirst()
                .ifPresent(visit::learnTenantId);
        String graph = configuration.text("msgraph_host");
        Cloud cloud = visit.account().endpoints().cloud();
        Optional<Cloud> theirs = Stream.of(Cloud.values())
                .filter(each -> each.graphHost().equalsIgnoreCase(graph))
                .findFirst();
        if (theirs.isPresent() && theirs.get() != cloud) {
            String key = visit.given().key("cloud");
            return Result.fault(
                    visit.say("seen.other-cloud", "theirs", theirs.get().key()),
                    visit.say("remedy.other-cloud", "theirs", theirs.get().key(), "key", key));
        }
        return Result.ok(
                visit.say("seen.tenant", "id", visit.tenantId(), "region", configuration.text("tenant_region_scope")));
    }
}
