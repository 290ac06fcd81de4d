package io.github.ferrypost.doctor;

import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SignIn;
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

/** Checks of the app and the user in the directory, with the token of an administrator or the app. */
final class DirectoryChecks {
    private static final String MAIL_SEND = "b633e1c5-b582-4048-a93e-9f11b44c7e96";

    /** The number of characters of each secret that Entra shows. */
    private static final int HINT_LENGTH = 3;

    private DirectoryChecks() {}

    /** Whether any available token may read registrations. */
    static boolean mayRead(CheckContext context) {
        return context.adminToken().isPresent()
                || hasOneOf(context, Set.of("Application.Read.All", "Directory.Read.All", "Application.ReadWrite.All"));
    }

    static boolean mayReadUsers(CheckContext context) {
        return context.adminToken().isPresent()
                || hasOneOf(context, Set.of("User.Read.All", "Directory.Read.All", "User.ReadWrite.All"));
    }

    private static boolean hasOneOf(CheckContext context, Set<String> roles) {
        return context.token(TokenResource.GRAPH)
                .flatMap(Claims::of)
                .map(claims -> claims.roles().stream().anyMatch(roles::contains))
                .orElse(false);
    }

    /** Reports that the directory could not be read, so that silence does not pass for health. */
    static Result noAccess(CheckContext context) {
        return Result.notCheckable(context.say("seen.no-directory"), context.say("remedy.admin"));
    }

    static Result registration(CheckContext context) {
        String select = "?$select=displayName,signInAudience,spa,web,publicClient,isFallbackPublicClient,"
                + "requiredResourceAccess,passwordCredentials,keyCredentials";
        return read(context, "/applications(appId='" + context.account().client() + "')" + select, app -> {
            context.learnRegistration(app);
            return Result.ok(context.say(
                    "seen.registration", "name", app.text("displayName"), "audience", app.text("signInAudience")));
        });
    }

    /** The app-only flows need nothing here; enabled extras increase what a thief could do. */
    static Result switches(CheckContext context) {
        ReportJson app = context.registration();
        ReportJson implicit = app.object("web").object("implicitGrantSettings");
        boolean tokens = implicit.isTrue("enableIdTokenIssuance") || implicit.isTrue("enableAccessTokenIssuance");
        boolean open = app.isTrue("isFallbackPublicClient");
        boolean user = SignInChecks.isOfUser(context);
        // a browser's sign-in needs the switch only without a registered redirect URI
        boolean needed = user
                && context.signIn().filter(SignIn.BROWSER::equals).isEmpty()
                && context.given().get("secret").isEmpty();
        if (needed && !open) {
            return Result.fault(context.say("seen.public-client-needed"), context.say("remedy.public-client-needed"))
                    .inferred();
        }
        if (open && !user) {
            return tokens
                    ? Result.warning(
                            context.say("seen.public-client-implicit"),
                            context.say("remedy.public-client"),
                            context.say("remedy.implicit"))
                    : Result.warning(context.say("seen.public-client"), context.say("remedy.public-client"));
        }
        return tokens
                ? Result.warning(context.say("seen.implicit"), context.say("remedy.implicit"))
                : Result.ok(context.say("seen.switches"));
    }

    /** Exact, unlike the redirect probe, which can only guess; reports a URI registered under another platform. */
    static Result redirects(CheckContext context) {
        Set<String> spa = registered(context, "spa");
        Set<String> web = registered(context, "web");
        Set<String> desktop = registered(context, "publicClient");
        List<String> malformed = new ArrayList<>();
        List<String> wanted =
                new ArrayList<>(RedirectCheck.forms(context.request().redirectUris(), malformed));
        if (!malformed.isEmpty()) {
            return RedirectCheck.malformed(context, malformed);
        }
        String missing = joined(wanted, uri -> !spa.contains(uri) && !web.contains(uri) && !desktop.contains(uri));
        String underWeb = joined(wanted, uri -> !spa.contains(uri) && web.contains(uri));
        String underDesktop = joined(wanted, uri -> !spa.contains(uri) && desktop.contains(uri));
        if (!missing.isEmpty()) {
            return Result.fault(
                    context.say("seen.redirect-missing", "uris", missing),
                    context.say("remedy.redirect", "uris", missing));
        }
        if (!underWeb.isEmpty()) {
            return elsewhere(context, underWeb, "word.web");
        }
        if (!underDesktop.isEmpty()) {
            return elsewhere(context, underDesktop, "word.desktop");
        }
        return Result.ok(context.say("seen.redirect-spa", "uris", joined(wanted, uri -> true)));
    }

    private static Result elsewhere(CheckContext context, String uris, String platform) {
        String[] values = {"uris", uris, "platform", platform};
        return Result.warning(
                context.say("seen.redirect-elsewhere", values), context.say("remedy.redirect-elsewhere", values));
    }

    private static Set<String> registered(CheckContext context, String platform) {
        return new TreeSet<>(context.registration().object(platform).texts("redirectUris"));
    }

    private static String joined(List<String> uris, Predicate<String> which) {
        return uris.stream().filter(which).collect(Collectors.joining(" , "));
    }

    /** Entra shows the first three characters of each secret as a hint: enough to identify the one in use. */
    static Result secretEnd(CheckContext context) {
        String secret = context.given().get("secret").orElse("");
        String hint = secret.length() < HINT_LENGTH ? secret : secret.substring(0, HINT_LENGTH);
        Optional<Instant> end = context.registration().objects("passwordCredentials").stream()
                .filter(each -> each.text("hint").equals(hint))
                .map(each -> instant(each.text("endDateTime")))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        if (end.isEmpty()) {
            return Result.warning(context.say("seen.secret-unknown"), context.say("remedy.new-secret"))
                    .inferred();
        }
        Instant now = context.tools().clock().instant();
        String until = CertificateCheck.day(end.get());
        return now.plus(Expiry.WARNING).isAfter(end.get())
                ? Result.warning(context.say("seen.secret-ends", "until", until), context.say("remedy.new-secret"))
                : Result.ok(context.say("seen.secret-end", "until", until));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Result servicePrincipal(CheckContext context) {
        String path = "/servicePrincipals(appId='" + context.account().client()
                + "')?$select=id,accountEnabled,appRoleAssignmentRequired";
        return read(
                context,
                path,
                principal -> principal.isFalse("accountEnabled")
                        ? Result.fault(context.say("seen.app-disabled"), context.say("remedy.app-enable"))
                                .inferred()
                        : Result.ok(context.say("seen.app-enabled", "id", principal.text("id"))));
    }

    /** Permissions in the registration without consent; RBAC for Applications needs none. */
    static Result consents(CheckContext context) {
        String path = "/servicePrincipals(appId='" + context.account().client() + "')/appRoleAssignments";
        return read(context, path, answer -> {
            Set<String> granted = answer.objects("value").stream()
                    .map(each -> each.text("appRoleId"))
                    .collect(Collectors.toCollection(TreeSet::new));
            long missing = context.registration().objects("requiredResourceAccess").stream()
                    .flatMap(resource -> resource.objects("resourceAccess").stream())
                    .filter(access -> access.text("type").equals("Role"))
                    .filter(access -> !granted.contains(access.text("id")))
                    .count();
            if (missing > 0) {
                return Result.warning(
                        context.say("seen.consent-missing", "count", Long.toString(missing)),
                        context.say("remedy.consent"));
            }
            return Result.ok(context.say(granted.contains(MAIL_SEND) ? "seen.consent-wide" : "seen.consent"));
        });
    }

    static Result owner(CheckContext context) {
        String path = "/applications(appId='" + context.account().client() + "')/owners";
        String mailbox = context.account().mailbox();
        return read(context, path, answer -> {
            boolean owns = answer.objects("value").stream()
                    .anyMatch(each -> each.text("userPrincipalName").equalsIgnoreCase(mailbox)
                            || each.text("mail").equalsIgnoreCase(mailbox));
            return owns
                    ? Result.warning(context.say("seen.owner"), context.say("remedy.owner"))
                    : Result.ok(context.say("seen.no-owner"));
        });
    }

    static Result user(CheckContext context) {
        if (context.account().isOfEachSender()) {
            return Result.skipped(context.say("seen.each-sender"));
        }
        String path = "/users/" + MailboxCheck.encoded(context.account().mailbox())
                + "?$select=id,accountEnabled,mail,userPrincipalName,userType,passwordPolicies,assignedPlans";
        return read(context, path, user -> {
            boolean plan = user.objects("assignedPlans").stream()
                    .anyMatch(each -> each.text("service").equalsIgnoreCase("exchange")
                            && each.text("capabilityStatus").equals("Enabled"));
            if (!plan && context.uses(RoadName.SMTP)) {
                return Result.fault(context.say("seen.no-plan"), context.say("remedy.licence"))
                        .inferred();
            }
            if (user.isFalse("accountEnabled")) {
                // an app-only token works with Graph, but not with SMTP
                return context.uses(RoadName.SMTP)
                        ? Result.fault(context.say("seen.user-disabled"), context.say("remedy.user-enable"))
                                .inferred()
                        : Result.ok(context.say("seen.user-disabled-graph"));
            }
            if (!plan) {
                // a shared mailbox has none; the Graph mailbox check has reported whether it exists
                return Result.ok(context.say("seen.no-plan-graph"));
            }
            boolean never = user.text("passwordPolicies").contains("DisablePasswordExpiration");
            return Result.ok(context.say(never ? "seen.user" : "seen.user-password"));
        });
    }

    private static Result read(CheckContext context, String path, Function<ReportJson, Result> judge) {
        String host = NetworkChecks.hostOf(context.account().endpoints().graph());
        Optional<String> token =
                context.adminToken().or(() -> context.token(TokenResource.GRAPH).map(Token::value));
        try {
            Answer answer = context.readGraph(path, token.orElse(""));
            ReportJson json = ReportJson.of(answer.text());
            Optional<Result> nothing = NetworkChecks.noAnswer(context, answer, host);
            if (nothing.isPresent()) {
                return nothing.get();
            }
            String status = Integer.toString(answer.status());
            String code = json.object("error").text("code");
            if (answer.status() == 200) {
                return judge.apply(json);
            }
            if (answer.status() == 404) {
                String remedy = path.startsWith("/users/") ? "remedy.no-mailbox" : "remedy.not-in-directory";
                return Result.fault(context.say("seen.not-in-directory", "code", code), context.say(remedy))
                        .inferred();
            }
            return Result.notCheckable(
                    context.say("seen.directory-refused", "status", status, "code", code), context.say("remedy.admin"));
        } catch (HttpFailure e) {
            return NetworkChecks.lost(context, e, host);
        }
    }
}
