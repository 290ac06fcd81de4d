package io.github.ferrypost.doctor;

import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.token.TokenResource;
import java.util.List;
import java.util.Optional;

/** What Exchange's own switches say, as far as somebody pasted them. */
final class ExchangeChecks {
    private ExchangeChecks() {}

    private static ExchangeOutput output(CheckContext visit) {
        return ExchangeOutput.parse(visit.patient().exchangeOutput().orElse(""));
    }

    private static Result notPasted(CheckContext visit) {
        return Result.notCheckable(visit.say("seen.not-pasted"), visit.say("remedy.paste"));
    }

    /** The mailbox's own switch wins over the tenant's (Microsoft, "Enable or disable authenticated client SMTP submission"). */
    static Result smtpSwitch(CheckContext visit) {
        if (!visit.uses(RoadName.SMTP)) {
            return Result.ok(visit.say("seen.exchange-not-needed"));
        }
        ExchangeOutput output = output(visit);
        Optional<String> mailbox = output.smtpDisabledForMailbox(visit.account().mailbox());
        Optional<String> tenant = output.smtpDisabledForTenant();
        boolean inherits = mailbox.isPresent() && mailbox.get().isEmpty();
        if (mailbox.isEmpty() || (inherits && tenant.isEmpty())) {
            return notPasted(visit);
        }
        String holds = inherits ? tenant.get() : mailbox.get();
        if (holds.equalsIgnoreCase("False")) {
            return Result.ok(visit.say("seen.exchange-smtp-on"));
        }
        return Result.fault(
                visit.say(inherits ? "seen.exchange-smtp-tenant" : "seen.exchange-smtp-mailbox"),
                visit.say("remedy.smtp-switch"),
                visit.say("lines.smtp-switch"));
    }

    /** Exchange compares object IDs and takes any; the registration's in place of the enterprise application's never fits. */
    static Result principal(CheckContext visit) {
        if (output(visit).isEmpty()) {
            return notPasted(visit);
        }
        Optional<String> known = output(visit).servicePrincipal(visit.account().client());
        if (known.isEmpty()) {
            boolean needed = visit.uses(RoadName.SMTP) || !TokenChecks.hasRole(visit, TokenResource.GRAPH);
            return needed
                    ? Result.fault(
                            visit.say("seen.exchange-no-principal"),
                            visit.say("remedy.principal"),
                            visit.say("lines.principal"))
                    : Result.ok(visit.say("seen.exchange-not-needed"));
        }
        Optional<String> real = visit.servicePrincipal();
        if (real.isPresent() && !real.get().equalsIgnoreCase(known.get())) {
            return Result.fault(
                    visit.say("seen.exchange-wrong-principal", "known", known.get(), "real", real.get()),
                    visit.say("remedy.principal-again"),
                    visit.say("lines.principal-again", "known", known.get()));
        }
        return Result.ok(visit.say("seen.exchange-principal", "known", known.get()));
    }

    static Result scope(CheckContext visit) {
        ExchangeOutput output = output(visit);
        if (output.isEmpty()) {
            return notPasted(visit);
        }
        for (RoadName road : visit.account().roads()) {
            TokenResource resource = road == RoadName.GRAPH ? TokenResource.GRAPH : TokenResource.SMTP;
            String role = "Application " + TokenChecks.roleOf(resource);
            Optional<Boolean> inScope = output.inScope(role);
            if (inScope.isPresent() && !inScope.get()) {
                return Result.fault(
                        visit.say("seen.exchange-out-of-scope", "role", role),
                        visit.say("remedy.exchange-scope"),
                        visit.say("lines.scope"));
            }
            if (inScope.isEmpty() && !TokenChecks.hasRole(visit, resource)) {
                String kind = road == RoadName.GRAPH ? "rbac-graph" : "rbac-smtp";
                return Result.fault(
                        visit.say("seen.exchange-no-role", "role", role),
                        visit.say("remedy." + kind),
                        visit.say("lines." + kind));
            }
        }
        return Result.ok(visit.say("seen.exchange-in-scope"));
    }

    /** Microsoft: "don't create new" policies of this kind; RBAC for Applications takes their place. */
    static Result policy(CheckContext visit) {
        if (output(visit).isEmpty()) {
            return notPasted(visit);
        }
        List<String> policies = output(visit).accessPolicies(visit.account().client());
        if (policies.isEmpty()) {
            return Result.ok(visit.say("seen.exchange-no-policy"));
        }
        return Result.warning(
                visit.say("seen.exchange-policy", "rights", String.join(", ", policies)),
                visit.say("remedy.exchange-policy"),
                visit.say("lines.policy"));
    }
}
