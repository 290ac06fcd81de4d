/**
 * One small HTTP client for Graph and for Entra. A {@link io.github.ferrypost.http.Request} goes to an
 * {@link io.github.ferrypost.http.Http} and comes back as an {@link io.github.ferrypost.http.Answer}, or as an
 * {@link io.github.ferrypost.http.HttpFailure} that knows whether the request may have arrived.
 *
 * <p>In the order of the flow: {@code SocketHttp} runs one exchange; {@code HttpRoute} refuses what must not go out in clear,
 * and {@code Proxies} names the proxy; {@code RequestHead} writes the header fields; {@code HttpConnectionPool} keeps idle
 * connections; {@code HttpConnector} opens new ones by {@code ProxyTunnel} and TLS, with the context of {@code LazyTls};
 * {@code HttpConnection} sends and reads over a {@code DeadlineSocket}, {@code WriteWatch} ends writes that are stuck;
 * {@code ResponseHead} and {@code ResponseBody} read within bounds; {@code Failures} is the table of what can go wrong.
 * {@link io.github.ferrypost.http.Clients} keeps one client for each file of authorities.
 *
 * <p>The bounds: header fields of 64 KB, 16 interim responses, a body of 1 MB (more is cut off), chunk lines of 1 KB, 128
 * idle connections, each idle for 25 s at most, and a deadline for the whole exchange.
 *
 * <p>What the server may have received is not sent twice, save GET and DELETE, and no redirect is followed: whether to try
 * again is for the caller to decide. An interrupt disturbs no exchange.
 */
package io.github.ferrypost.http;
