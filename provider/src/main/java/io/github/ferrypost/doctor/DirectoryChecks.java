package io.github.ferrypost.doctor;

import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.token.Expiry;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the directory says of the app and the user, for who may read it: an administrator, or the app itself. */
final class DirectoryChecks {
    private static final String MAIL_SEND = "b633e1c5-b582-4048-a93e-9f11b44c7e96";

    /** As many characters of each secret as Entra shows. */
    private static final int HINT_LENGTH = 3;

    private DirectoryChecks() {}

    /** Whether anybody's token at hand may read registrations. */
    static boolean mayRead(CheckContext visit) {
        return visit.adminToken().isPresent()
                || hasOneOf(visit, Set.of("Application.Read.All", "Directory.Read.All", "Application.ReadWrite.All"));
    }

    static boolean mayReadUsers(CheckContext visit) {
        return visit.adminToken().isPresent()
                || hasOneOf(visit, Set.of("User.Read.All", "Directory.Read.All", "User.ReadWrite.All"));
    }

    private static boolean hasOneOf(CheckContext visit, Set<String> roles) {
        return visit.token(TokenResource.GRAPH)
                .flatMap(Claims::of)
                .map(claims -> claims.roles().stream().anyMatch(roles::contains))
                .orElse(false);
    }

    /** Stands where nobody may look, so that nobody takes silence for health. */
    static Result nobody(CheckContext visit) {
        return Result.notCheckable(visit.say("seen.no-directory"), visit.say("remedy.admin"));
    }

    static Result registration(CheckContext visit) {
        String select = "?$select=displayName,signInAudience,spa,web,publicClient,isFallbackPublicClient,"
                + "requiredResourceAccess,passwordCredentials,keyCredentials";
        return read(visit, "/applications(appId='" + visit.account().client() + "')" + select, app -> {
            visit.learnRegistration(app);
            return Result.ok(visit.say(
                    "seen.registration", "name", app.text("displayName"), "audience", app.text("signInAudience")));
        });
    }

    /** The app-only flows need nothing here; what is switched on beside them widens what a thief could do. */
    static Result switches(CheckContext visit) {
        ReportJson app = visit.registration();
        ReportJson implicit = app.object("web").object("implicitGrantSettings");
        boolean tokens = implicit.isTrue("enableIdTokenIssuance") || implicit.isTrue("enableAccessTokenIssuance");
        if (app.isTrue("isFallbackPublicClient") && !SignInChecks.isOfUser(visit)) {
            return Result.warning(visit.say("seen.public-client"), visit.say("remedy.public-client"));
        }
        if (tokens) {
            return Result.warning(visit.say("seen.implicit"), visit.say("remedy.implicit"));
        }
        return Result.ok(visit.say("seen.switches"));
    }

    /** Exact, where the probe of Level A can only guess; a URI that Entra has under another platform is named. */
    static Result redirects(CheckContext visit) {
        Set<String> spa = registered(visit, "spa");
        Set<String> web = registered(visit, "web");
        Set<String> desktop = registered(visit, "publicClient");
        List<String> malformed = new ArrayList<>();
        List<String> wanted =
                new ArrayList<>(RedirectCheck.forms(visit.patient().redirectUris(), malformed));
        if (!malformed.isEmpty()) {
            return RedirectCheck.malformed(visit, malformed);
        }
        String missing = joined(wanted, uri -> !spa.contains(uri) && !web.contains(uri) && !desktop.contains(uri));
        String underWeb = joined(wanted, uri -> !spa.contains(uri) && web.contains(uri));
        String underDesktop = joined(wanted, uri -> !spa.contains(uri) && desktop.contains(uri));
        if (!missing.isEmpty()) {
            return Result.fault(
                    visit.say("seen.redirect-missing", "uris", missing), visit.say("remedy.redirect", "uris", missing));
        }
        if (!underWeb.isEmpty()) {
            return elsewhere(visit, underWeb, "word.web");
        }
        if (!underDesktop.isEmpty()) {
            return elsewhere(visit, underDesktop, "word.desktop");
        }
        return Result.ok(visit.say("seen.redirect-spa", "uris", joined(wanted, uri -> true)));
    }

    private static Result elsewhere(CheckContext visit, String uris, String platform) {
        String[] values = {"uris", uris, "platform", platform};
        return Result.warning(
                visit.say("seen.redirect-elsewhere", values), visit.say("remedy.redirect-elsewhere", values));
    }

    private static Set<String> registered(CheckContext visit, String platform) {
        return new TreeSet<>(visit.registration().object(platform).texts("redirectUris"));
    }

    private static String joined(List<String> uris, Predicate<String> which) {
        return uris.stream().filter(which).collect(Collectors.joining(" , "));
    }

    /** Entra shows the first three characters of each secret as a hint: enough to tell which one is in use. */
    static Result secretEnd(CheckContext visit) {
        String secret = visit.given().get("secret").orElse("");
        String hint = secret.length() < HINT_LENGTH ? secret : secret.substring(0, HINT_LENGTH);
        Optional<Instant> end = visit.registration().objects("passwordCredentials").stream()
                .filter(each -> each.text("hint").equals(hint))
                .map(each -> instant(each.text("endDateTime")))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        if (end.isEmpty()) {
            return Result.warning(visit.say("seen.secret-unknown"), visit.say("remedy.new-secret"));
        }
        Instant now = visit.tools().clock().instant();
        String until = CertificateCheck.day(end.get());
        return now.plus(Expiry.WARNING).isAfter(end.get())
                ? Result.warning(visit.say("seen.secret-ends", "until", until), visit.say("remedy.new-secret"))
                : Result.ok(visit.say("seen.secret-end", "until", until));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Result servicePrincipal(CheckContext visit) {
        String path = "/servicePrincipals(appId='" + visit.account().client()
                + "')?$select=id,accountEnabled,appRoleAssignmentRequired";
        return read(
                visit,
                path,
                principal -> principal.isFalse("accountEnabled")
                        ? Result.fault(visit.say("seen.app-disabled"), visit.say("remedy.app-enable"))
                        : Result.ok(visit.say("seen.app-enabled", "id", principal.text("id"))));
    }

    /** What the registration lists and nobody has consented to; with RBAC for Applications nothing need be listed. */
    static Result consents(CheckContext visit) {
        String path = "/servicePrincipals(appId='" + visit.account().client() + "')/appRoleAssignments";
        return read(visit, path, answer -> {
            Set<String> granted = answer.objects("value").stream()
                    .map(each -> each.text("appRoleId"))
                    .collect(Collectors.toCollection(TreeSet::new));
            long missing = visit.registration().objects("requiredResourceAccess").stream()
                    .flatMap(resource -> resource.objects("resourceAccess").stream())
                    .filter(access -> access.text("type").equals("Role"))
                    .filter(access -> !granted.contains(access.text("id")))
                    .count();
            if (missing > 0) {
                return Result.warning(
                        visit.say("seen.consent-missing", "count", Long.toString(missing)),
                        visit.say("remedy.consent"));
            }
            return Result.ok(visit.say(granted.contains(MAIL_SEND) ? "seen.consent-wide" : "seen.consent"));
        });
    }

    static Result owner(CheckContext visit) {
        String path = "/applications(appId='" + visit.account().client() + "')/owners";
        String mailbox = visit.account().mailbox();
        return read(visit, path, answer -> {
            boolean owns = answer.objects("value").stream()
                    .anyMatch(each -> each.text("userPrincipalName").equalsIgnoreCase(mailbox)
                            || each.text("mail").equalsIgnoreCase(mailbox));
            return owns
                    ? Result.warning(visit.say("seen.owner"), visit.say("remedy.owner"))
                    : Result.ok(visit.say("seen.no-owner"));
        });
    }

    static Result user(CheckContext visit) {
        String path = "/users/" + MailboxCheck.encoded(visit.account().mailbox())
                + "?$select=id,accountEnabled,mail,userPrincipalName,userType,passwordPolicies,assignedPlans";
        return read(visit, path, user -> {
            boolean plan = user.objects("assignedPlans").stream()
                    .anyMatch(each -> each.text("service").equalsIgnoreCase("exchange")
                            && each.text("capabilityStatus").equals("Enabled"));
            if (!plan && visit.uses(RoadName.SMTP)) {
                return Result.fault(visit.say("seen.no-plan"), visit.say("remedy.licence"));
            }
            if (user.isFalse("accountEnabled")) {
                // Graph with an app-only token does not mind, SMTP does
                return visit.uses(RoadName.SMTP)
                        ? Result.fault(visit.say("seen.user-disabled"), visit.say("remedy.user-enable"))
                        : Result.ok(visit.say("seen.user-disabled-graph"));
            }
            if (!plan) {
                // a shared mailbox has none; whether there is a mailbox, the check of the mailbox by Graph has told
                return Result.ok(visit.say("seen.no-plan-graph"));
            }
            boolean never = user.text("passwordPolicies").contains("DisablePasswordExpiration");
            return Result.ok(visit.say(never ? "seen.user" : "seen.user-password"));
        });
    }

    private static Result read(CheckContext visit, String path, Function<ReportJson, Result> judge) {
        String host = NetworkChecks.hostOf(visit.account().endpoints().graph());
        Optional<String> token =
                visit.adminToken().or(() -> visit.token(TokenResource.GRAPH).map(Token::value));
        try {
            Answer answer = visit.readGraph(path, token.orElse(""));
            String code = ReportJson.of(answer.text()).object("error").text("code");
            if (answer.status() == 200) {
                return judge.apply(ReportJson.of(answer.text()));
            }
            if (answer.status() == 404) {
                String remedy = path.startsWith("/users/") ? "remedy.no-mailbox" : "remedy.not-in-directory";
                return Result.fault(visit.say("seen.not-in-directory", "code", code), visit.say(remedy));
            }
            String status = Integer.toString(answer.status());
            return Result.notCheckable(
                    visit.say("seen.directory-refused", "status", status, "code", code), visit.say("remedy.admin"));
        } catch (HttpFailure e) {
            return NetworkChecks.trouble(visit, e, host);
        }
    }
}
