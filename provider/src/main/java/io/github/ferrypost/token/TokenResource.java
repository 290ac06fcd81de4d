package io.github.ferrypost.token;

/** What a token is for. Entra gives one token for one resource (a scope with two is refused as AADSTS700022). */
public enum TokenResource {
    GRAPH,
    SMTP
}
