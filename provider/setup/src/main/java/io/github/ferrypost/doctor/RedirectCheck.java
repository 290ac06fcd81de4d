package io.github.ferrypost.doctor;

import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks whether the redirect URIs are registered, each with and without a trailing slash, because Entra compares
 * them exactly. A sign-in without prompts (prompt=none) returns to a registered URI with an error, and ends on a page
 * with AADSTS50011 for others. Microsoft does not promise this, so the result is reported as likely.
 */
final class RedirectCheck {
    /** Any verifier's S256 challenge has this form (RFC 7636 section 4.2); the code is never redeemed. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private enum Seen {
        REGISTERED,
        MISSING,
        UNANSWERED,
        UNCLEAR
    }

    private RedirectCheck() {}

    static Result look(CheckContext context) {
        Map<Seen, List<String>> seen = new TreeMap<>();
        List<String> malformed = new ArrayList<>();
        for (String form : forms(context.request().redirectUris(), malformed)) {
            seen.computeIfAbsent(probe(context, form), key -> new ArrayList<>()).add(form);
        }
        if (!malformed.isEmpty()) {
            return malformed(context, malformed);
        }
        if (seen.containsKey(Seen.MISSING)) {
            String uris = String.join(" , ", seen.get(Seen.MISSING));
            boolean slash = seen.get(Seen.MISSING).stream().allMatch(uri -> uri.endsWith("/"));
            return Result.fault(
                    context.say(slash ? "seen.redirect-slash" : "seen.redirect-missing", "uris", uris),
                    context.say("remedy.redirect", "uris", uris));
        }
        if (seen.containsKey(Seen.UNANSWERED)) {
            return Result.unanswered(
                    context.say("seen.redirect-unclear", "uris", String.join(" , ", seen.get(Seen.UNANSWERED))),
                    context.say("remedy.later"));
        }
        if (seen.containsKey(Seen.UNCLEAR)) {
            return Result.notCheckable(
                    context.say("seen.redirect-unclear", "uris", String.join(" , ", seen.get(Seen.UNCLEAR))),
                    context.say("remedy.redirect-look"));
        }
        return Result.ok(context.say(
                "seen.redirect", "uris", String.join(" , ", seen.getOrDefault(Seen.REGISTERED, List.of()))));
    }

    /** Rejects what cannot be a redirect URI at all. */
    static Result malformed(CheckContext context, List<String> uris) {
        return Result.fault(
                context.say("seen.redirect-malformed", "uris", String.join(" , ", uris)),
                context.say("remedy.redirect-form"));
    }

    /** Each URI in both forms: without and with a slash. A URI with a path has only the given form. */
    static Set<String> forms(List<String> given, List<String> malformed) {
        Set<String> forms = new LinkedHashSet<>();
        for (String text : given) {
            try {
                URI uri = URI.create(text);
                boolean local = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
                if (uri.getHost() == null || !("https".equals(uri.getScheme()) || local)) {
                    malformed.add(text);
                } else if (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/")) {
                    String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
                    forms.add(bare);
                    forms.add(bare + "/");
                } else {
                    forms.add(text);
                }
            } catch (IllegalArgumentException e) {
                malformed.add(text);
            }
        }
        return forms;
    }

    private static Seen probe(CheckContext context, String uri) {
        String query = "client_id=" + context.account().client() + "&response_type=code&scope=openid&prompt=none"
                + "&code_challenge_method=S256&code_challenge=" + CHALLENGE + "&state=doctor&redirect_uri="
                + URLEncoder.encode(uri, StandardCharsets.UTF_8);
        URI authorize = context.account()
                .endpoints()
                .login()
                .resolve("/" + context.account().tenant() + "/oauth2/v2.0/authorize?" + query);
        try {
            Answer answer =
                    context.send(Request.of("GET", authorize, context.tools().patience()));
            String location = answer.header("Location").orElse("");
            if (isRedirect(answer.status()) && location.contains("error=") && isThere(location, uri)) {
                return Seen.REGISTERED;
            }
            if (answer.text().contains("AADSTS50011") || location.contains("AADSTS50011")) {
                return Seen.MISSING;
            }
            boolean entra = answer.status() < 429 && (answer.text() + location).contains("AADSTS");
            return entra ? Seen.UNCLEAR : Seen.UNANSWERED;
        } catch (HttpFailure e) {
            return Seen.UNANSWERED;
        }
    }

    private static boolean isRedirect(int status) {
        return status == 302 || status == 303;
    }

    /** Entra returns a URI without a path with a slash (Microsoft, "Redirect URI restrictions"). */
    private static boolean isThere(String location, String uri) {
        String bare = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return location.toLowerCase(Locale.ROOT).startsWith(bare.toLowerCase(Locale.ROOT));
    }
}
