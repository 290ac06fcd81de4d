package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.User;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The holder of a verified token: an app alone, or an app on behalf of a user. Immutable. */
public final class Bearer {
    private final String clientId;
    private final Set<String> roles;
    private final @Nullable User user;
    private final Set<String> scopes;

    Bearer(String clientId, Set<String> roles, @Nullable User user, Set<String> scopes) {
        this.clientId = clientId;
        this.roles = roles;
        this.user = user;
        this.scopes = scopes;
    }

    public String clientId() {
        return clientId;
    }

    /** The token's roles. */
    public Set<String> roles() {
        return roles;
    }

    /** The signed-in user; empty for an app-only token. */
    public Optional<User> user() {
        return Optional.ofNullable(user);
    }

    /** The token's delegated permissions. */
    public Set<String> scopes() {
        return scopes;
    }
}
