package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.entra.AccessTokens;
import io.github.ferrypost.sandbox.entra.Bearer;
import io.github.ferrypost.sandbox.entra.Resource;
import io.github.ferrypost.sandbox.entra.TokenRefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks access to mailboxes. Thread-safe. */
final class Access {
    private static final String SCHEME = "Bearer ";

    private static final Set<String> READERS = Set.of("User.Read.All", "Directory.Read.All");

    private final Directory directory;
    private final AccessTokens tokens;

    Access(Directory directory, AccessTokens tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    /** The caller, from the Authorization header, which may be null. */
    Bearer bearer(@Nullable String authorization) throws GraphError {
        String header = authorization == null ? "" : authorization;
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() == SCHEME.length()) {
            throw GraphError.unauthorized("Access token is empty.");
        }
        try {
            return tokens.check(header.substring(SCHEME.length()).strip(), Resource.GRAPH);
        } catch (TokenRefusedException e) {
            throw GraphError.unauthorized(e.getMessage());
        }
    }

    /** The user object from the directory, which may have no mailbox. */
    User user(Call call, Bearer bearer) throws GraphError {
        boolean own =
                bearer.user().filter(user -> call.user().equals(user.name())).isPresent()
                        && bearer.scopes().contains("User.Read");
        boolean any = READERS.stream()
                .anyMatch(reader ->
                        bearer.roles().contains(reader) || bearer.scopes().contains(reader));
        if (!own && !any) {
            throw new GraphError(
                    403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
        }
        return directory
                .user(call.user())
                .orElseThrow(() -> new GraphError(
                        404,
                        "Request_ResourceNotFound",
                        "Resource '" + call.user() + "' does not exist or one of its queried reference-property objects"
                                + " are not present."));
    }

    /** The request's mailbox, if this permission gives access to it. */
    Mailbox mailbox(Call call, Bearer bearer, String permission) throws GraphError {
        @Nullable Mailbox mailbox = directory.mailbox(call.user()).orElse(null);
        boolean open = bearer.user().isPresent()
                ? isOpen(mailbox, bearer, permission)
                : isOpenToApp(mailbox, bearer, permission);
        if (!open) {
            throw GraphError.denied();
        }
        if (mailbox == null) {
            if (directory.user(call.user()).isPresent()) {
                throw noMailbox();
            }
            throw new GraphError(404, "ErrorInvalidUser", "The requested user '" + call.user() + "' is invalid.");
        }
        if (!mailbox.licensed() && !mailbox.shared()) {
            throw noMailbox();
        }
        return mailbox;
    }

    private static GraphError noMailbox() {
        return new GraphError(
                404,
                "MailboxNotEnabledForRESTAPI",
                "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
    }

    /** Access by consent or by RBAC for Applications. */
    private static boolean isOpenToApp(@Nullable Mailbox mailbox, Bearer bearer, String role) {
        boolean byRbac = mailbox != null && mailbox.rbacGrants(bearer.clientId(), role);
        return byRbac || bearer.roles().contains(role);
    }

    /**
     * Access to a user's own mailbox with the permission; to another one with its {@code .Shared} form and full access.
     */
    private static boolean isOpen(@Nullable Mailbox mailbox, Bearer bearer, String permission) {
        User user = bearer.user().orElseThrow();
        boolean own = mailbox == null || mailbox.owner() == user;
        boolean shared = bearer.scopes().contains(permission + ".Shared");
        return own
                ? shared || bearer.scopes().contains(permission)
                : shared && mailbox != null && mailbox.isOpenTo(user);
    }
}
