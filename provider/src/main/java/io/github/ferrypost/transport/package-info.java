/**
 * Door 1: the face that Jakarta Mail sees. Read in the order of the flow:
 *
 * <p>A mail Session finds {@link io.github.ferrypost.transport.SmtpProvider} and its siblings by the service loader, and
 * makes a {@link io.github.ferrypost.transport.FerrypostTransport} or
 * {@link io.github.ferrypost.transport.FerrypostSslTransport}, which are Angus transports and hand every call to a
 * {@code TransportDelegate}. At connect,
 * {@code AccountSelector} holds the Session's wish against the accounts and chooses a {@code AccountSelection}: an account, the account of
 * each message's sender, or Angus. For an account, the roads are asked to sign in. {@code sendMessage} makes a
 * {@code SendOperation}: {@code EnvelopeSender} and {@code RecipientLists} are the envelope, {@code WrittenMessage} the bytes, and
 * the roads carry both, by {@code RetriedDelivery} again where a failure passes. {@code TransportResult} turns the outcome into what Angus would have told: an event, the address lists, and
 * a {@link io.github.ferrypost.transport.SubmissionFailedException} where somebody did not get the message.
 *
 * <p>What all transports share is in the {@code ProviderContext}. The properties of a program's Session are read, never written.
 */
package io.github.ferrypost.transport;
