package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import io.github.ferrypost.token.TokenResult;
import java.net.URI;
import java.util.List;

/** Tokens for both roads, and what stands in them. */
final class TokenChecks {
    /** The app ids of Graph and of Exchange Online, which some tokens have for their audience instead of an address. */
    private static final String GRAPH_APP = "00000003-0000-0000-c000-000000000000";

    private static final String EXCHANGE_APP = "00000002-0000-0ff1-ce00-000000000000";

    private TokenChecks() {}

    static Result graph(CheckContext visit) {
        return token(visit, TokenResource.GRAPH, RoadName.GRAPH);
    }

    static Result smtp(CheckContext visit) {
        return token(visit, TokenResource.SMTP, RoadName.SMTP);
    }

    /** For a road that the settings do not use it is worth knowing, and no fault. */
    private static Result token(CheckContext visit, TokenResource resource, RoadName road) {
        TokenResult grant = visit.tools().tokens().get(visit.account(), resource);
        if (!grant.isRefused()) {
            visit.learn(resource, grant.token());
            String until = grant.token().expires().toString();
            return Result.ok(visit.say(visit.uses(road) ? "seen.token" : "seen.token-spare", "until", until));
        }
        Result refused = Refusals.token(visit, grant.refusal());
        if (visit.uses(road)) {
            return refused;
        }
        return Result.skipped(visit.say(
                "seen.token-not-needed", "why", grant.refusal().reply().text()));
    }

    static Result graphClaims(CheckContext visit) {
        Cloud cloud = visit.account().endpoints().cloud();
        return claims(
                visit,
                TokenResource.GRAPH,
                List.of("https://" + cloud.graphHost(), GRAPH_APP),
                "Mail.Send",
                "Mail.ReadWrite");
    }

    static Result smtpClaims(CheckContext visit) {
        Cloud cloud = visit.account().endpoints().cloud();
        return claims(
                visit,
                TokenResource.SMTP,
                List.of("https://" + exchangeHost(cloud), "https://outlook.office.com", EXCHANGE_APP),
                "SMTP.SendAsApp",
                "");
    }

    private static String exchangeHost(Cloud cloud) {
        return URI.create(cloud.exchangeScope()).getHost();
    }

    /**
     * Hints only: Microsoft calls these tokens opaque to the client. A role that is missing is no fault, since RBAC for
     * Applications grants without it; whether the mailbox opens is for the checks of the mailbox to say.
     */
    private static Result claims(
            CheckContext visit, TokenResource resource, List<String> audiences, String needed, String useful) {
        Token token = visit.token(resource).orElse(null);
        Claims claims = token == null ? null : Claims.of(token).orElse(null);
        if (claims == null) {
            return Result.notCheckable(visit.say("seen.opaque"));
        }
        String audience = claims.audience().replaceAll("/$", "");
        if (audiences.stream().noneMatch(audience::equalsIgnoreCase)) {
            return Result.fault(
                    visit.say("seen.audience", "audience", audience, "expected", audiences.get(0)),
                    visit.say("remedy.audience"));
        }
        // a managed identity is its own app in its own tenant, whatever the settings say for other accounts
        boolean named = visit.account().credential().how() != SignIn.MANAGED_IDENTITY;
        if (named
                && (!claims.app().equalsIgnoreCase(visit.account().client())
                        || !claims.tenant().equalsIgnoreCase(visit.tenantId()))) {
            return Result.fault(
                    visit.say("seen.other-app", "app", claims.app(), "in", claims.tenant()),
                    visit.say("remedy.audience"));
        }
        String roles = claims.roles().isEmpty() ? "-" : String.join(", ", claims.roles());
        String phrase = !claims.roles().contains(claims.isOfUser() ? needed.replace("SendAsApp", "Send") : needed)
                ? "seen.roles-missing"
                : useful.isEmpty() || claims.roles().contains(useful) ? "seen.roles" : "seen.roles-small";
        return Result.ok(visit.say(phrase, "roles", roles, "needed", needed, "useful", useful));
    }

    static String roleOf(TokenResource resource) {
        return resource == TokenResource.GRAPH ? "Mail.Send" : "SMTP.SendAsApp";
    }

    static boolean hasRole(CheckContext visit, TokenResource resource) {
        return visit.token(resource)
                .flatMap(Claims::of)
                .map(claims -> claims.roles().contains(roleOf(resource)))
                .orElse(false);
    }
}
