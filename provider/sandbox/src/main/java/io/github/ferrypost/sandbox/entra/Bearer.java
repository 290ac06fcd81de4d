package io.github.ferrypost.sandbox.entra;

import java.util.Set;

/** Who presents a token that has been checked. Immutable. */
public final class Bearer {
    private final String clientId;
    private final Set<String> roles;

    Bearer(String clientId, Set<String> roles) {
        this.clientId = clientId;
        this.roles = roles;
    }

    public String clientId() {
        return clientId;
    }

    /** The roles that the token carries. */
    public Set<String> roles() {
        return roles;
    }
}
