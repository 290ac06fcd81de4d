/**
 * The message to send, in the order of the flow: an {@link io.github.ferrypost.message.Envelope} and the message's
 * {@link io.github.ferrypost.message.ByteSource}, whose lines end in CRLF, make a
 * {@link io.github.ferrypost.message.Submission}. {@link io.github.ferrypost.message.HeaderSection} reads the header
 * without the body. {@link io.github.ferrypost.message.Addressing} makes the header name exactly the envelope's
 * recipients, for a road without its own envelope. A road stores what it must remember between two attempts in
 * {@link io.github.ferrypost.message.DeliveryNotes}.
 *
 * <p>Nothing here changes the body.
 */
@NullMarked
package io.github.ferrypost.message;

import org.jspecify.annotations.NullMarked;
