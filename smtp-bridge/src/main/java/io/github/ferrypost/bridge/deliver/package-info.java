/**
 * From an accepted submission to the reply that its client hears. A {@link io.github.ferrypost.bridge.deliver.Delivery}
 * takes a submission and gives a {@link io.github.ferrypost.bridge.deliver.Receipt};
 * {@link io.github.ferrypost.bridge.deliver.Direct} does it by carrying the mail to Microsoft while the client waits, and
 * says in SMTP what came of it.
 */
package io.github.ferrypost.bridge.deliver;
