/**
 * Who sends: the accounts, and the settings that they come from.
 *
 * <p>{@link io.github.ferrypost.account.SettingsReader} gathers the settings from the mail Session, system properties, the
 * environment and the file; {@link io.github.ferrypost.account.Keys} is the table of those that there are;
 * {@link io.github.ferrypost.account.Accounts} checks them and finds the {@link io.github.ferrypost.account.Account} for
 * a login or a sender. {@link io.github.ferrypost.account.SettingsDocument} changes a settings file and leaves what a person
 * wrote around it as it is. An account knows how it signs in ({@link io.github.ferrypost.account.SignIn}) and with which
 * {@link io.github.ferrypost.account.Credential}, the
 * {@link io.github.ferrypost.account.Endpoints} of its {@link io.github.ferrypost.account.Cloud}, and its roads.
 */
package io.github.ferrypost.account;
