/**
 * Users' sign-ins on disk.
 *
 * <p>{@link io.github.ferrypost.tokenstore.TokenFile} holds one {@link io.github.ferrypost.tokenstore.StoredSignIn} for
 * each account, encrypted ({@code TokenCipher}) and readable by its owner only ({@code PrivateFile}). Several processes
 * share the file; {@link io.github.ferrypost.tokenstore.TokenFileLock} excludes them from each other. Decision 0009 says why
 * this is not MSAL4J's cache.
 */
@NullMarked
package io.github.ferrypost.tokenstore;

import org.jspecify.annotations.NullMarked;
