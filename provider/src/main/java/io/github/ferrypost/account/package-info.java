/**
 * Accounts, and the settings that define them.
 *
 * <p>{@link io.github.ferrypost.account.SettingsReader} merges the settings of the mail Session, system properties,
 * the environment and the file. {@link io.github.ferrypost.account.Keys} is the table of all settings.
 * {@link io.github.ferrypost.account.Accounts} validates them and finds the
 * {@link io.github.ferrypost.account.Account} for a login or a sender.
 * An account has a sign-in method ({@link io.github.ferrypost.account.SignIn}), a
 * {@link io.github.ferrypost.account.Credential}, the {@link io.github.ferrypost.account.Endpoints} of its
 * {@link io.github.ferrypost.account.Cloud}, and its roads.
 */
@NullMarked
package io.github.ferrypost.account;

import org.jspecify.annotations.NullMarked;
