/**
 * A small, strict Microsoft 365 on loopback: Entra, Graph and SMTP with XOAUTH2.
 *
 * <p>{@link io.github.ferrypost.sandbox.Sandbox} starts it. Tests arrange the tenant in
 * {@link io.github.ferrypost.sandbox.directory}, order failures in {@link io.github.ferrypost.sandbox.fault} and look
 * at what arrived in {@link io.github.ferrypost.sandbox.exchange}; the other packages are the three services.
 */
package io.github.ferrypost.sandbox;
