package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.http.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The authorize endpoint as far as nobody is signed in: a registered redirect URI gets the error, any other a page. */
final class Authorize {
    private final Directory directory;

    Authorize(Directory directory) {
        this.directory = directory;
    }

    Answer answer(Form query) throws Refusal {
        Optional<App> app = directory.app(query.need("client_id"));
        String uri = query.need("redirect_uri");
        if (app.isEmpty()) {
            return page("AADSTS700016: Application with identifier was not found in the directory.");
        }
        boolean registered = app.get().registration().spaRedirectUris().contains(uri)
                || app.get().registration().webRedirectUris().contains(uri);
        if (!registered) {
            return page("AADSTS50011: The redirect URI specified in the request does not match the redirect URIs"
                    + " configured for the application.");
        }
        if (!"none".equals(query.get("prompt"))) {
            return page("Sign in to your account");
        }
        // a URI without a path comes back with a slash
        String target = URI.create(uri).getRawPath().isEmpty() ? uri + "/" : uri;
        String description = "AADSTS50058: A silent sign-in request was sent but no user is signed in.";
        return Answer.empty(302)
                .header(
                        "Location",
                        target + "?error=login_required&error_description="
                                + URLEncoder.encode(description, StandardCharsets.UTF_8) + "&state="
                                + (query.get("state") == null ? "" : query.get("state")));
    }

    /** As the real one: a page for people, and a status of success. */
    private static Answer page(String text) {
        return Answer.of(
                200,
                "text/html; charset=utf-8",
                ("<html><body>" + text + "</body></html>").getBytes(StandardCharsets.UTF_8));
    }
}
