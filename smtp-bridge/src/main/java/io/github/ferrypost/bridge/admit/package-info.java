/**
 * Who may send what as whom, decided without any I/O: {@link io.github.ferrypost.bridge.admit.Admission} is asked about a
 * {@link io.github.ferrypost.bridge.admit.ClientIdentity}, first when it logs in, then when it names a sender, and answers with a
 * {@link io.github.ferrypost.bridge.admit.Decision}.
 */
package io.github.ferrypost.bridge.admit;
