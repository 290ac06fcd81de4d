package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.User;
import java.util.Optional;
import java.util.Set;

/** Who presents a token that has been checked: an app alone, or an app on behalf of a user. Immutable. */
public final class Bearer {
    private final String clientId;
    private final Set<String> roles;
    private final User user;
    private final Set<String> scopes;

    Bearer(String clientId, Set<String> roles, User user, Set<String> scopes) {
        this.clientId = clientId;
        this.roles = roles;
        this.user = user;
        this.scopes = scopes;
    }

    public String clientId() {
        return clientId;
    }

    /** The roles that the token carries. */
    public Set<String> roles() {
        return roles;
    }

    /** The user who has signed in; empty if the app acts alone. */
    public Optional<User> user() {
        return Optional.ofNullable(user);
    }

    /** The delegated permissions that the token carries. */
    public Set<String> scopes() {
        return scopes;
    }
}
