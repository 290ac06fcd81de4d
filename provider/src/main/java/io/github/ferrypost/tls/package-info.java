/**
 * Certificate trust for both roads. {@link io.github.ferrypost.tls.TlsTrust} builds a TLS context from Java's own
 * authorities and those of the file in {@code ferrypost.endpoint.trust}; {@link io.github.ferrypost.tls.Loopback}
 * decides which hosts are this machine, where a certificate name proves nothing. Imports no other Ferrypost package.
 */
@NullMarked
package io.github.ferrypost.tls;

import org.jspecify.annotations.NullMarked;
