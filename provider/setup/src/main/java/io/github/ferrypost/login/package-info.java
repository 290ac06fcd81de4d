/**
 * The command that signs a user in once, for the accounts that need it; nothing else prompts a person.
 *
 * <p>In the order of the flow: {@link io.github.ferrypost.login.LoginCommand} finds the account.
 * {@code DeviceCodeFlow} waits until the user has entered a code, or {@code AuthorizationCodeFlow} opens the
 * {@code SystemBrowser} and waits at its {@code RedirectListener}. The {@code token} package stores the sign-in. The
 * command then verifies it by requesting each road's token the way every message does. {@code LoginOutput} prints the
 * {@code LoginMessages}, in two languages.
 */
@NullMarked
package io.github.ferrypost.login;

import org.jspecify.annotations.NullMarked;
