/**
 * Access tokens from Microsoft Entra.
 *
 * <p>In the order of the flow: {@link io.github.ferrypost.token.Tokens} finds the {@code TokenCache} of a registration and
 * resource; the slot keeps the last good token until it really expires and lets one request at a time go out. Which way it
 * goes depends on the credential:
 *
 * <ul>
 *   <li>for a secret, a certificate or a federated token to {@code ClientCredentialsGrant}, which reads the credential ({@code KeyFile},
 *       {@code Pem}) and lets MSAL4J ask by our own client ({@code MsalHttp});
 *   <li>for a user's sign-in to {@code RefreshTokenGrant}, which takes its turn ({@code TokenFileLock}) at the {@code TokenFile}, asks at
 *       the {@code OAuthEndpoints} and writes the renewed sign-in back, sealed ({@code TokenCipher}) and private
 *       ({@code PrivateFile}); {@code PasswordGrant} asks there by name and password;
 *   <li>for a managed identity to the machine's own {@code ManagedIdentityClient}.
 * </ul>
 *
 * <p>What came back is a {@link io.github.ferrypost.token.TokenResult}. What Entra refuses is read by {@code EntraRefusal} with the
 * {@link io.github.ferrypost.entra.AadstsTable}. {@link io.github.ferrypost.token.UserSignIn} is how a user signs in, once,
 * for the login room. {@link io.github.ferrypost.token.Expiries} tells what ends when.
 *
 * <p>For the app's own tokens MSAL4J brings the protocol; its cache, its retries, its threads and its exceptions are left
 * aside: it has no single flight, takes a token for dead five minutes before its end, and does not tell the HTTP status of a
 * page that is not JSON.
 */
package io.github.ferrypost.token;
