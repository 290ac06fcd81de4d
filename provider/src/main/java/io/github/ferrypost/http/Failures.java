package io.github.ferrypost.http;

import io.github.ferrypost.util.ProcessErrors;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The table of connection errors: the exception, its meaning, and whether anything arrived. */
final class Failures {
    private static final boolean BEFORE_THE_REQUEST = false;
    private static final boolean ANY_TIME = true;

    /** The first row whose exception is anywhere in the cause chain applies; %h is the host, %c the cause. */
    private static final List<Row> ROWS = List.of(
            new Row(UnknownHostException.class, BEFORE_THE_REQUEST, "the name of %h cannot be resolved (DNS)"),
            new Row(
                    HttpConnector.ConnectTimeout.class,
                    BEFORE_THE_REQUEST,
                    "%h did not accept the connection in time (TCP or TLS)"),
            new Row(ProxyTunnel.Refused.class, BEFORE_THE_REQUEST, "cannot connect to %h: the proxy answered %c"),
            new Row(
                    CertificateException.class,
                    BEFORE_THE_REQUEST,
                    "TLS with %h failed: its certificate is not trusted (%c). If a proxy or virus scanner opens TLS on the"
                            + " way, name its authority's PEM file in ferrypost.endpoint.trust"),
            new Row(SocketTimeoutException.class, ANY_TIME, "%h did not answer in time"),
            new Row(SSLHandshakeException.class, BEFORE_THE_REQUEST, "TLS with %h failed: %c"),
            new Row(NoRouteToHostException.class, BEFORE_THE_REQUEST, "%h is unreachable: %c"),
            new Row(ConnectException.class, BEFORE_THE_REQUEST, "%h refused the connection: %c"),
            new Row(SSLException.class, ANY_TIME, "TLS with %h failed: %c"),
            new Row(ProtocolException.class, ANY_TIME, "%h did not answer with HTTP: %c"),
            new Row(EOFException.class, ANY_TIME, "%h closed the connection before it answered"),
            new Row(SocketException.class, ANY_TIME, "%h reset the connection: %c"),
            new Row(IOException.class, ANY_TIME, "the connection to %h failed: %c"),
            new Row(Throwable.class, ANY_TIME, "the request to %h failed: %c"));

    private Failures() {}

    /**
     * @param host with port and proxy, for people
     * @param requestWhole whether the last octet of the request was sent
     * @throws Error if the failure is one of this process
     */
    static HttpFailure of(IOException failure, String host, boolean requestWhole) {
        ProcessErrors.rethrow(failure);
        if (failure instanceof HttpFailure) {
            return (HttpFailure) failure;
        }
        for (Row row : ROWS) {
            Throwable cause = inChain(failure, row.type);
            if (cause != null) {
                String said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
                String message = row.meaning.replace("%h", host).replace("%c", said);
                return new HttpFailure(message, row.anyTime && requestWhole, failure);
            }
        }
        throw new AssertionError(failure);
    }

    private static @Nullable Throwable inChain(Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }

    private static final class Row {
        private final Class<? extends Throwable> type;
        private final boolean anyTime;
        private final String meaning;

        private Row(Class<? extends Throwable> type, boolean anyTime, String meaning) {
            this.type = type;
            this.anyTime = anyTime;
            this.meaning = meaning;
        }
    }
}
