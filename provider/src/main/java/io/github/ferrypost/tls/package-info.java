/**
 * Whose certificates are believed, on both roads: {@link io.github.ferrypost.tls.TlsTrust} makes a TLS context of Java's own
 * authorities and those of the file in {@code ferrypost.endpoint.trust}; {@link io.github.ferrypost.tls.Loopback} says which
 * hosts are this machine, where a name proves nothing. Imports nothing of ours.
 */
package io.github.ferrypost.tls;
