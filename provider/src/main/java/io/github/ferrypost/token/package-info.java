/**
 * Access tokens from Microsoft Entra.
 *
 * <p>In the order of the flow: {@link io.github.ferrypost.token.Tokens} finds the {@code TokenCache} for a
 * {@code TokenKey}. The cache keeps the last valid token until it expires and allows one request at a time. The
 * credential selects the grant:
 *
 * <ul>
 *   <li>Secret, certificate or federated token: {@code ClientCredentialsGrant} reads the credential
 *       ({@code CertificateCredential}) and calls MSAL4J over our own HTTP client ({@code MsalHttp}).
 *   <li>A user's sign-in: {@code RefreshTokenGrant} locks the token file ({@code tokenstore}), calls the
 *       {@code OAuthEndpoints}, and writes the renewed sign-in back. {@code PasswordGrant} calls the same endpoints with name and password.
 *   <li>Managed identity: {@code ManagedIdentityClient} calls the machine's own service.
 * </ul>
 *
 * <p>The result is a {@link io.github.ferrypost.token.TokenResult}. {@code EntraRefusal} interprets errors by the
 * {@link io.github.ferrypost.entra.AadstsTable}. {@link io.github.ferrypost.token.UserSignIn} signs a user in once,
 * for the {@code login} package. {@link io.github.ferrypost.token.Expiries} reports expiry dates.
 *
 * <p>MSAL4J provides the protocol for the app's own tokens. Its cache, retries, threads and exceptions are not used:
 * it does not coalesce concurrent requests, treats a token as expired five minutes early, and hides the HTTP status
 * of a response that is not JSON.
 */
@NullMarked
package io.github.ferrypost.token;

import org.jspecify.annotations.NullMarked;
