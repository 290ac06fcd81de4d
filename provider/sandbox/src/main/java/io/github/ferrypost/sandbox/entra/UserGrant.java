package io.github.ferrypost.sandbox.entra;

/** The result of a user grant: who signed in, the scopes, and how the app authenticated. Immutable. */
final class UserGrant {
    final SignedIn who;
    final Scopes scopes;
    final ClientAuthentication.Proof proof;
    final String nonce;

    UserGrant(SignedIn who, Scopes scopes, ClientAuthentication.Proof proof) {
        this(who, scopes, proof, null);
    }

    UserGrant(SignedIn who, Scopes scopes, ClientAuthentication.Proof proof, String nonce) {
        this.who = who;
        this.scopes = scopes;
        this.proof = proof;
        this.nonce = nonce;
    }
}
