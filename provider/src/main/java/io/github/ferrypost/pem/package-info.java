/**
 * Certificates with their private keys, from PEM (RFC 7468) and PKCS#12 files: the app's own, and the bridge's.
 *
 * <p>{@link io.github.ferrypost.pem.KeyFile} is the entry point.
 */
@NullMarked
package io.github.ferrypost.pem;

import org.jspecify.annotations.NullMarked;
