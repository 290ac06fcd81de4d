/**
 * Access tokens from Microsoft Entra, by MSAL4J.
 *
 * <p>In the order of the flow: {@link io.github.ferrypost.token.Tokens} finds the {@code Slot} of a registration and
 * resource; the slot keeps the last good token until it really expires and lets one request at a time go to
 * {@code Entra}; that reads the credential ({@code KeyFile}, {@code Pem}), lets MSAL4J ask by our own client
 * ({@code MsalHttp}), and turns what came back into a {@link io.github.ferrypost.token.Grant}. What Entra refuses is read
 * by {@code EntraRefusal} with the {@link io.github.ferrypost.token.AadstsTable}.
 *
 * <p>MSAL4J brings the protocol; its cache, its retries, its threads and its exceptions are left aside: it has no single
 * flight, takes a token for dead five minutes before its end, and does not tell the HTTP status of a page that is not
 * JSON.
 */
package io.github.ferrypost.token;
