package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.SignIns;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.http.HttpAnswer;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The authorize endpoint. Shows errors about the app or its redirect URI on a page, and sends all others to the app's
 * redirect URI.
 */
final class Authorize {
    private final Directory directory;
    private final SignIns signIns;
    private final AuthorizationCodes codes;
    private final Clock clock;

    Authorize(Directory directory, AuthorizationCodes codes, Clock clock) {
        this.directory = directory;
        this.signIns = directory.signIns();
        this.codes = codes;
        this.clock = clock;
    }

    /** Handles the request, with the form's input if there is any. */
    HttpAnswer answer(Form query, Form typed) throws Refusal {
        String client = query.need("client_id");
        Optional<App> app = directory.app(client).filter(found -> !found.managedIdentity());
        if (app.isEmpty()) {
            return Pages.error(EntraError.APP_NOT_FOUND.description(client));
        }
        String uri = query.get("redirect_uri");
        if (uri == null) {
            return Pages.error(EntraError.NO_REDIRECT.description(""));
        }
        Optional<Platform> platform = Platform.of(app.get().registration(), uri);
        if (platform.isEmpty()) {
            return Pages.error(EntraError.REDIRECT_MISMATCH.description(uri));
        }
        Redirect redirect = new Redirect(uri, query);
        try {
            return signIn(app.get(), platform.get(), query, typed, redirect);
        } catch (Refusal refused) {
            return redirect.refuse(refused);
        }
    }

    private HttpAnswer signIn(App app, Platform platform, Form query, Form typed, Redirect redirect) throws Refusal {
        String type = query.need("response_type");
        if (!type.equals("code")) {
            throw new Refusal(EntraError.RESPONSE_TYPE, type);
        }
        Scopes scopes = Scopes.parse(query.need("scope"));
        String challenge = query.get("code_challenge");
        if (platform == Platform.SPA && challenge == null) {
            throw new Refusal(EntraError.PKCE_MISSING, "");
        }
        // RFC 7636 section 4.2
        if (challenge != null && (challenge.length() < 43 || challenge.length() > 128)) {
            throw new Refusal(EntraError.PKCE_SIZE, "");
        }
        boolean silent = "none".equals(query.get("prompt"));
        User user;
        if (typed.get("login") != null) {
            try {
                user = People.withPassword(directory, typed.need("login"), typed.need("passwd"));
                People.check(user, app);
            } catch (Refusal wrong) {
                return Pages.login(wrong.error().description(wrong.getMessage()), typed.get("login"));
            }
        } else {
            Optional<User> atBrowser = atBrowser(query.get("login_hint"));
            if (atBrowser.isEmpty() && !silent) {
                return Pages.login("", query.get("login_hint"));
            }
            user = atBrowser.orElseThrow(() -> new Refusal(EntraError.SESSION_MISSING, ""));
        }
        if (typed.get("decline") != null || !signIns.accepts()) {
            throw new Refusal(EntraError.CONSENT_DECLINED, "");
        }
        try {
            People.check(user, app);
        } catch (Refusal wrong) {
            return Pages.error(wrong.error().description(wrong.getMessage()));
        }
        if (!silent) {
            Consent.give(app, user, scopes, signIns);
        } else if (!scopes.missing(app, user).isEmpty()) {
            throw new Refusal(EntraError.CONSENT_MISSING, app.clientId());
        }
        SignedIn who = SignedIn.person(app, user, platform, clock.instant());
        return redirect.code(codes.issue(who, scopes, query));
    }

    /** The user at the browser, unless the app hints at another user. */
    private Optional<User> atBrowser(@Nullable String hint) {
        return signIns.browser()
                .filter(user -> hint == null
                        || hint.isEmpty()
                        || directory.user(hint).filter(user::equals).isPresent());
    }
}
