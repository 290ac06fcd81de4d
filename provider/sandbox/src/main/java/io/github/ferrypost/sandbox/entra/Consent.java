package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.SignIns;
import io.github.ferrypost.sandbox.directory.User;
import java.util.Set;

/** Simulates the consent page. */
final class Consent {
    private Consent() {}

    /** Grants the user's consent to the missing permissions, if a user may. */
    static void give(App app, User user, Scopes scopes, SignIns signIns) throws Refusal {
        Set<String> missing = scopes.missing(app, user);
        if (missing.isEmpty()) {
            return;
        }
        // Microsoft Graph permissions reference: permissions to read the whole directory need an administrator
        boolean needsAdmin = missing.stream().anyMatch(name -> name.endsWith(".All")) || !signIns.userConsent();
        if (needsAdmin && !user.administrator()) {
            throw new Refusal(EntraError.CONSENT_BY_ADMIN, app.name());
        }
        app.consent(user, missing);
    }
}
