package io.github.ferrypost.doctor;

import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.token.TokenResource;
import java.util.List;
import java.util.Optional;

/** Checks of Exchange's own switches, from pasted PowerShell output. */
final class ExchangeChecks {
    private ExchangeChecks() {}

    private static ExchangeOutput output(CheckContext context) {
        return ExchangeOutput.parse(context.request().exchangeOutput().orElse(""));
    }

    private static Result notPasted(CheckContext context) {
        return Result.notCheckable(context.say("seen.not-pasted"), context.say("remedy.paste"));
    }

    /**
     * The mailbox's own switch overrides the tenant's (Microsoft, "Enable or disable authenticated client SMTP
     * submission").
     */
    static Result smtpSwitch(CheckContext context) {
        if (!context.uses(RoadName.SMTP)) {
            return Result.ok(context.say("seen.exchange-not-needed"));
        }
        ExchangeOutput output = output(context);
        Optional<String> mailbox =
                output.smtpDisabledForMailbox(context.account().mailbox());
        Optional<String> tenant = output.smtpDisabledForTenant();
        boolean inherits = mailbox.isPresent() && mailbox.get().isEmpty();
        if (mailbox.isEmpty() || (inherits && tenant.isEmpty())) {
            return notPasted(context);
        }
        String holds = inherits ? tenant.get() : mailbox.get();
        if (holds.equalsIgnoreCase("False")) {
            return Result.ok(context.say("seen.exchange-smtp-on"));
        }
        return Result.fault(
                        context.say(inherits ? "seen.exchange-smtp-tenant" : "seen.exchange-smtp-mailbox"),
                        context.say("remedy.smtp-switch"),
                        context.say("lines.smtp-switch"))
                .inferred();
    }

    /**
     * Exchange compares object IDs and accepts any; the registration's ID never matches, only the enterprise
     * application's.
     */
    static Result principal(CheckContext context) {
        ExchangeOutput output = output(context);
        if (!output.isOf("Get-ServicePrincipal", "AppId", "ObjectId")) {
            return notPasted(context);
        }
        Optional<String> known = output.servicePrincipal(context.account().client());
        if (known.isEmpty()) {
            boolean needed = context.uses(RoadName.SMTP) || !TokenChecks.hasRole(context, TokenResource.GRAPH);
            return needed
                    ? Result.fault(
                                    context.say("seen.exchange-no-principal"),
                                    context.say("remedy.principal"),
                                    context.say("lines.principal"))
                            .inferred()
                    : Result.ok(context.say("seen.exchange-not-needed"));
        }
        Optional<String> real = context.servicePrincipal();
        if (real.isPresent() && !real.get().equalsIgnoreCase(known.get())) {
            return Result.fault(
                            context.say("seen.exchange-wrong-principal", "known", known.get(), "real", real.get()),
                            context.say("remedy.principal-again"),
                            context.say("lines.principal-again", "known", known.get()))
                    .inferred();
        }
        return Result.ok(context.say("seen.exchange-principal", "known", known.get()));
    }

    static Result scope(CheckContext context) {
        ExchangeOutput output = output(context);
        if (!output.isOf("Test-ServicePrincipalAuthorization", "RoleName", "InScope")) {
            return notPasted(context);
        }
        for (RoadName road : context.account().roads()) {
            TokenResource resource = road == RoadName.GRAPH ? TokenResource.GRAPH : TokenResource.SMTP;
            String role = "Application " + TokenChecks.roleOf(resource);
            Optional<Boolean> inScope = output.inScope(role);
            if (inScope.isPresent() && !inScope.get()) {
                return Result.fault(
                                context.say("seen.exchange-out-of-scope", "role", role),
                                context.say("remedy.exchange-scope"),
                                context.say("lines.scope"))
                        .inferred();
            }
            if (inScope.isEmpty() && !TokenChecks.hasRole(context, resource)) {
                String kind = road == RoadName.GRAPH ? "rbac-graph" : "rbac-smtp";
                return Result.fault(
                                context.say("seen.exchange-no-role", "role", role),
                                context.say("remedy." + kind),
                                context.say("lines." + kind))
                        .inferred();
            }
        }
        boolean small = context.account().roads().equals(List.of(RoadName.GRAPH))
                && !TokenChecks.hasDrafts(context)
                && !output.inScope("Application " + TokenChecks.DRAFTS).orElse(false);
        return Result.ok(context.say(small ? "seen.exchange-in-scope-small" : "seen.exchange-in-scope"));
    }

    /** Microsoft: "don't create new" policies of this kind; RBAC for Applications replaces them. */
    static Result policy(CheckContext context) {
        ExchangeOutput output = output(context);
        if (!output.isOf("Get-ApplicationAccessPolicy", "AppId", "AccessRight")) {
            return notPasted(context);
        }
        List<String> policies = output.accessPolicies(context.account().client());
        if (policies.isEmpty()) {
            return Result.ok(context.say("seen.exchange-no-policy"));
        }
        return Result.warning(
                context.say("seen.exchange-policy", "rights", String.join(", ", policies)),
                context.say("remedy.exchange-policy"),
                context.say("lines.policy"));
    }
}
