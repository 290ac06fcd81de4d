package io.github.ferrypost.sandbox.entra;

import org.jspecify.annotations.Nullable;

/** The result of a user grant: who signed in, the scopes, and how the app authenticated. Immutable. */
final class UserGrant {
    final SignedIn who;
    final Scopes scopes;
    final ClientAuthentication.Proof proof;
    final @Nullable String nonce;

    UserGrant(SignedIn who, Scopes scopes, ClientAuthentication.Proof proof) {
        this(who, scopes, proof, null);
    }

    UserGrant(SignedIn who, Scopes scopes, ClientAuthentication.Proof proof, @Nullable String nonce) {
        this.who = who;
        this.scopes = scopes;
        this.proof = proof;
        this.nonce = nonce;
    }
}
