/**
 * Decides who may send what as whom, without I/O. {@link io.github.ferrypost.bridge.admit.Admission} checks a
 * {@link io.github.ferrypost.bridge.admit.ClientIdentity} first at login, then at MAIL FROM, and returns a
 * {@link io.github.ferrypost.bridge.admit.Decision}.
 */
@NullMarked
package io.github.ferrypost.bridge.admit;

import org.jspecify.annotations.NullMarked;
