/**
 * The command that signs a user in, once, for the accounts that need it; nothing else ever asks a person.
 *
 * <p>In the order of the flow: {@link io.github.ferrypost.login.LoginCommand} finds the account; {@code DeviceCodeFlow} waits
 * until somebody has typed a code, or {@code AuthorizationCodeFlow} shows a page with the {@code SystemBrowser} and waits at its
 * {@code RedirectListener}. What came of it is kept by the token room, and proved by asking for each road's token in the way in
 * which every mail does. {@code LoginMessages} are what is {@code LoginOutput}, in two languages.
 */
package io.github.ferrypost.login;
