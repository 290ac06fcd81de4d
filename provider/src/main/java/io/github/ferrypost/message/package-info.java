/**
 * What is to be sent, in the order of the flow: an {@link io.github.ferrypost.message.Envelope} and the message's
 * {@link io.github.ferrypost.message.ByteSource} make a {@link io.github.ferrypost.message.Submission}; its line ends are set
 * right by {@link io.github.ferrypost.message.CanonicalLines}; its {@link io.github.ferrypost.message.HeaderSection} is read without
 * the body; {@link io.github.ferrypost.message.Addressing} makes that head name exactly the envelope's recipients, for a
 * road that has no envelope of its own. What a road has to remember between two tries goes into
 * {@link io.github.ferrypost.message.DeliveryNotes}.
 *
 * <p>The body is never touched here.
 */
package io.github.ferrypost.message;
