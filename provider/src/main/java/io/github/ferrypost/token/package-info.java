/**
 * Access tokens from Microsoft Entra, by MSAL4J: one request in flight for each account and resource, the last good token
 * until it really expires, and Entra's AADSTS codes as a table.
 */
package io.github.ferrypost.token;
