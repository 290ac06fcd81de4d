/**
 * One small HTTP client for Graph and for Entra. A {@link io.github.ferrypost.http.Request} goes to an
 * {@link io.github.ferrypost.http.Http} and comes back as an {@link io.github.ferrypost.http.Answer}, or as an
 * {@link io.github.ferrypost.http.HttpFailure} that knows whether the request may have arrived.
 *
 * <p>In the order of the flow: {@code JdkHttp} refuses what must not go out in clear, {@code FreshClient} lends a client
 * whose links cannot have gone stale, {@code Proxies} says by which way,
 * {@link io.github.ferrypost.tls.Trust} whose certificates are believed, {@code MeasuredBody} notes how much of the body was
 * read, {@code AnswerBody} collects the answer, and {@code Failures} is the table of what can go wrong.
 * {@link io.github.ferrypost.http.Clients} keeps one client for each file of authorities.
 *
 * <p>Nothing is ever sent twice and no redirect is followed: whether to try again is the caller's to decide.
 */
package io.github.ferrypost.http;
