package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.entra.Bearer;
import io.github.ferrypost.sandbox.entra.Resource;
import io.github.ferrypost.sandbox.entra.TokenRefusedException;
import io.github.ferrypost.sandbox.entra.Tokens;

/** Who may do what with which mailbox. Thread-safe. */
final class Access {
    private static final String SCHEME = "Bearer ";

    private final Directory directory;
    private final Tokens tokens;

    Access(Directory directory, Tokens tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    /** The caller, by the token. */
    Bearer bearer(Call call) throws GraphError {
        String header = call.header("Authorization").orElse("");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() == SCHEME.length()) {
            throw GraphError.unauthorized("Access token is empty.");
        }
        try {
            return tokens.check(header.substring(SCHEME.length()).strip(), Resource.GRAPH);
        } catch (TokenRefusedException e) {
            throw GraphError.unauthorized(e.getMessage());
        }
    }

    /** The user object, as the directory knows it: the mailbox may have no licence. */
    Mailbox user(Call call, Bearer bearer) throws GraphError {
        if (!bearer.roles().contains("User.Read.All")) {
            throw new GraphError(
                    403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
        }
        return directory
                .mailbox(call.user())
                .orElseThrow(() -> new GraphError(
                        404,
                        "Request_ResourceNotFound",
                        "Resource '" + call.user() + "' does not exist or one of its queried reference-property objects"
                                + " are not present."));
    }

    /** The mailbox of the call, if this role, by consent or by RBAC for Applications, opens it. */
    Mailbox mailbox(Call call, Bearer bearer, String role) throws GraphError {
        Mailbox mailbox = directory.mailbox(call.user()).orElse(null);
        boolean byRbac = mailbox != null && mailbox.rbacGrants(bearer.clientId(), role);
        if (!byRbac && !bearer.roles().contains(role)) {
            throw GraphError.denied();
        }
        if (mailbox == null) {
            throw new GraphError(404, "ErrorInvalidUser", "The requested user '" + call.user() + "' is invalid.");
        }
        if (!mailbox.licensed()) {
            throw new GraphError(
                    404,
                    "MailboxNotEnabledForRESTAPI",
                    "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
        }
        return mailbox;
    }
}
