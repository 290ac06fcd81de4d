/**
 * The Jakarta Mail transport. In the order of the flow:
 *
 * <p>A mail Session finds {@link io.github.ferrypost.transport.SmtpProvider} and the other providers through the
 * service loader and creates a {@link io.github.ferrypost.transport.FerrypostTransport} or
 * {@link io.github.ferrypost.transport.FerrypostSslTransport}. Both extend Angus transports and pass every call to a
 * {@code TransportDelegate}. On connect, {@code AccountSelector} compares the Session's settings with the accounts
 * and returns an {@code AccountSelection}: one account, the account of each message's sender, or Angus. If an account
 * is selected, its roads sign in. {@code sendMessage} creates a {@code SendOperation}: {@code EnvelopeSender} and
 * {@code RecipientLists} make the envelope, {@code WrittenMessage} holds the bytes, and {@code RetriedDelivery} sends
 * both by the roads and retries transient failures. {@code TransportResult} turns the outcome into what Angus would
 * report: an event, the address lists, and a {@link io.github.ferrypost.transport.SubmissionFailedException} if any
 * recipient did not get the message.
 *
 * <p>{@code ProviderContext} holds what all transports share. The properties of a program's Session are read, never
 * written.
 */
@NullMarked
package io.github.ferrypost.transport;

import org.jspecify.annotations.NullMarked;
