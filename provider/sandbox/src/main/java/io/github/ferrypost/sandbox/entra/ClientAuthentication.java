package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import java.time.Clock;
import java.util.regex.Pattern;

/** Identifies and authenticates the requesting app. Thread-safe. */
final class ClientAuthentication {
    /** How an app authenticated; {@code appidacr} in tokens. */
    enum Proof {
        NONE("0"),
        SECRET("1"),
        ASSERTION("2");

        final String claim;

        Proof(String claim) {
            this.claim = claim;
        }
    }

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Directory directory;
    private final ExternalIssuers issuers;
    private final Clock clock;

    ClientAuthentication(Directory directory, ExternalIssuers issuers, Clock clock) {
        this.directory = directory;
        this.issuers = issuers;
        this.clock = clock;
    }

    App app(Form form) throws Refusal {
        String clientId = form.need("client_id");
        return directory
                .app(clientId)
                .filter(app -> !app.managedIdentity())
                .orElseThrow(() -> new Refusal(EntraError.APP_NOT_FOUND, clientId));
    }

    /** Checks that the enterprise application exists and is enabled. */
    void checkEnabled(App app) throws Refusal {
        if (!app.servicePrincipal()) {
            throw new Refusal(EntraError.NO_SERVICE_PRINCIPAL, app.clientId());
        }
        if (app.disabled()) {
            throw new Refusal(EntraError.APP_DISABLED, app.clientId() + "'(" + app.name() + ")");
        }
    }

    /** Authenticates a user's client: a public one must have no credential, a confidential one must have one. */
    Proof prove(App app, Form form, boolean isPublic) throws Refusal {
        boolean shown = form.get("client_secret") != null || form.get("client_assertion") != null;
        if (isPublic && shown) {
            throw new Refusal(EntraError.CLIENT_PUBLIC, "");
        }
        return isPublic ? Proof.NONE : prove(app, form);
    }

    /** Authenticates a confidential client. */
    Proof prove(App app, Form form) throws Refusal {
        String assertion = form.get("client_assertion");
        if (assertion != null && ASSERTION_TYPE.equals(form.get("client_assertion_type"))) {
            String tenant = "(" + directory.tenantId() + "|" + Pattern.quote(directory.domain()) + ")";
            Assertion.check(assertion, app, tenant, issuers, clock.instant());
            return Proof.ASSERTION;
        }
        String secret = form.get("client_secret");
        if (secret == null || secret.isEmpty()) {
            throw new Refusal(EntraError.NO_CREDENTIAL, "");
        }
        switch (app.secret(secret)) {
            case VALID:
                return Proof.SECRET;
            case EXPIRED:
                throw new Refusal(EntraError.SECRET_EXPIRED, app.clientId());
            default:
                throw new Refusal(EntraError.WRONG_SECRET, app.clientId());
        }
    }
}
