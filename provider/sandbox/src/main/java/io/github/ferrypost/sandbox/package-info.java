/**
 * A small, strict simulation of Microsoft 365 on loopback: Entra, Graph and SMTP with XOAUTH2.
 *
 * <p>{@link io.github.ferrypost.sandbox.Sandbox} starts it. Tests configure the tenant in
 * {@link io.github.ferrypost.sandbox.directory}, order failures in {@link io.github.ferrypost.sandbox.fault} and check
 * what was delivered in {@link io.github.ferrypost.sandbox.exchange}; the other packages are the three services.
 */
@NullMarked
package io.github.ferrypost.sandbox;

import org.jspecify.annotations.NullMarked;
