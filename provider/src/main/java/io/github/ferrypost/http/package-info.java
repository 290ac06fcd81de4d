/**
 * A small HTTP client for Graph and Entra. An {@link io.github.ferrypost.http.Http} sends a
 * {@link io.github.ferrypost.http.Request} and returns an {@link io.github.ferrypost.http.Answer}, or throws an
 * {@link io.github.ferrypost.http.HttpFailure} that says whether the request may have arrived.
 *
 * <p>In the order of the flow: {@code SocketHttp} runs one exchange. {@code HttpRoute} rejects what must not be sent
 * in clear, and {@code Proxies} selects the proxy. {@code RequestHead} writes the header fields.
 * {@code HttpConnectionPool} keeps idle connections; {@code HttpConnector} opens new ones by {@code ProxyTunnel} and
 * TLS, with the context of {@code LazyTls}. {@code HttpConnection} sends and reads over a {@code DeadlineSocket}, and
 * {@code WriteWatch} ends stuck writes. {@code ResponseHead} and {@code ResponseBody} read within limits.
 * {@code Failures} is the table of errors. {@link io.github.ferrypost.http.Clients} keeps one client per file of
 * trusted authorities.
 *
 * <p>Limits: header fields of 64 KB, 16 interim responses, a body of 1 MB (the rest is cut off), chunk lines of 1 KB,
 * 128 idle connections, each idle for at most 25 s, and a deadline for the whole exchange.
 *
 * <p>A request that the server may have received is not repeated, except GET and DELETE, and no redirect is followed:
 * the caller decides about retries. An interrupt does not affect an exchange.
 */
@NullMarked
package io.github.ferrypost.http;

import org.jspecify.annotations.NullMarked;
