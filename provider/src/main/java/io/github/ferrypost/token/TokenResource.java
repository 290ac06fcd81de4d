package io.github.ferrypost.token;

/** What a token is for. Entra issues one token per resource (it refuses a scope with two as AADSTS700022). */
public enum TokenResource {
    GRAPH,
    SMTP
}
