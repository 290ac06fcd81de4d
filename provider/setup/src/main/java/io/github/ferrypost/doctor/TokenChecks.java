package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import io.github.ferrypost.token.TokenResult;
import java.net.URI;
import java.util.List;

/** Checks the tokens for both roads, and their claims. */
final class TokenChecks {
    /** The app IDs of Graph and Exchange Online, which some tokens have as audience instead of a URL. */
    private static final String GRAPH_APP = "00000003-0000-0000-c000-000000000000";

    /** What drafts need; RBAC for Applications grants it without a role in the token. */
    static final String DRAFTS = "Mail.ReadWrite";

    private static final String EXCHANGE_APP = "00000002-0000-0ff1-ce00-000000000000";

    private TokenChecks() {}

    static Result graph(CheckContext context) {
        return token(context, TokenResource.GRAPH, RoadName.GRAPH);
    }

    static Result smtp(CheckContext context) {
        return token(context, TokenResource.SMTP, RoadName.SMTP);
    }

    /** For a road that the settings do not use, a failure is only a note. */
    private static Result token(CheckContext context, TokenResource resource, RoadName road) {
        TokenResult grant = context.tools().tokens().get(context.account(), resource);
        if (!grant.isRefused()) {
            context.learn(resource, grant.token());
            String until = grant.token().expires().toString();
            return Result.ok(context.say(context.uses(road) ? "seen.token" : "seen.token-spare", "until", until));
        }
        Result refused = Refusals.token(context, grant.refusal());
        if (context.uses(road)) {
            return refused;
        }
        return Result.skipped(context.say(
                "seen.token-not-needed", "why", grant.refusal().reply().text()));
    }

    static Result graphClaims(CheckContext context) {
        Cloud cloud = context.account().endpoints().cloud();
        return claims(
                context, TokenResource.GRAPH, List.of("https://" + cloud.graphHost(), GRAPH_APP), "Mail.Send", DRAFTS);
    }

    static Result smtpClaims(CheckContext context) {
        Cloud cloud = context.account().endpoints().cloud();
        return claims(
                context,
                TokenResource.SMTP,
                List.of("https://" + exchangeHost(cloud), "https://outlook.office.com", EXCHANGE_APP),
                "SMTP.SendAsApp",
                "");
    }

    private static String exchangeHost(Cloud cloud) {
        return URI.create(cloud.exchangeScope()).getHost();
    }

    /**
     * Hints only: Microsoft calls these tokens opaque to the client. A missing role is no fault, because RBAC for
     * Applications grants without it; the mailbox checks show whether access works.
     */
    private static Result claims(
            CheckContext context, TokenResource resource, List<String> audiences, String needed, String useful) {
        Token token = context.token(resource).orElse(null);
        Claims claims = token == null ? null : Claims.of(token).orElse(null);
        if (claims == null) {
            return Result.notCheckable(context.say("seen.opaque"));
        }
        String audience = claims.audience().replaceAll("/$", "");
        if (audiences.stream().noneMatch(audience::equalsIgnoreCase)) {
            return Result.fault(
                            context.say("seen.audience", "audience", audience, "expected", audiences.get(0)),
                            context.say("remedy.audience"))
                    .inferred();
        }
        // a managed identity has its own app and tenant, whatever the settings say for other accounts
        boolean named = context.account().credential().how() != SignIn.MANAGED_IDENTITY;
        if (named
                && (!claims.app().equalsIgnoreCase(context.account().client())
                        || !claims.tenant().equalsIgnoreCase(context.tenantId()))) {
            return Result.fault(
                            context.say("seen.other-app", "app", claims.app(), "in", claims.tenant()),
                            context.say("remedy.audience"))
                    .inferred();
        }
        String roles = claims.roles().isEmpty() ? "-" : String.join(", ", claims.roles());
        String phrase = !claims.roles().contains(claims.isOfUser() ? needed.replace("SendAsApp", "Send") : needed)
                ? "seen.roles-missing"
                : useful.isEmpty() || claims.roles().contains(useful) ? "seen.roles" : "seen.roles-small";
        return Result.ok(context.say(phrase, "roles", roles, "needed", needed, "useful", useful));
    }

    static String roleOf(TokenResource resource) {
        return resource == TokenResource.GRAPH ? "Mail.Send" : "SMTP.SendAsApp";
    }

    static boolean hasRole(CheckContext context, TokenResource resource) {
        return names(context, resource, roleOf(resource));
    }

    static boolean hasDrafts(CheckContext context) {
        return names(context, TokenResource.GRAPH, DRAFTS);
    }

    private static boolean names(CheckContext context, TokenResource resource, String role) {
        return context.token(resource)
                .flatMap(Claims::of)
                .map(claims -> claims.roles().contains(role))
                .orElse(false);
    }
}
