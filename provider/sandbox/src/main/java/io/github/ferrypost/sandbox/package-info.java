/** A small, strict Microsoft 365 on loopback. */
package io.github.ferrypost.sandbox;
