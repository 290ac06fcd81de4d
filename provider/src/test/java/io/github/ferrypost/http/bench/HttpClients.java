package io.github.ferrypost.http.bench;

import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** The HTTP clients that decision 0013 chose from, each as it was meant to be used. */
enum HttpClients {
    JAVA_NET_HTTP {
        @Override
        Client open(Path pem, Duration timeout) throws IOException {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Runnable::run)
                    .sslContext(io.github.ferrypost.tls.TlsTrust.context(java.util.Optional.ofNullable(pem)))
                    .build();
            return (method, uri, body) -> client.send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(timeout)
                                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .statusCode();
        }
    },
    URL_CONNECTION {
        @Override
        Client open(Path pem, Duration timeout) throws IOException {
            SSLSocketFactory tls = io.github.ferrypost.tls.TlsTrust.context(java.util.Optional.ofNullable(pem))
                    .getSocketFactory();
            return (method, uri, body) -> send(tls, timeout, method, uri, body);
        }

        private int send(SSLSocketFactory tls, Duration timeout, String method, URI uri, byte[] body)
                throws IOException {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            if (connection instanceof HttpsURLConnection https) {
                https.setSSLSocketFactory(tls);
                https.setHostnameVerifier((host, session) -> true);
            }
            connection.setRequestMethod(method);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            if (body.length > 0) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode((long) body.length);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                if (in != null) {
                    in.readAllBytes();
                }
            }
            return status;
        }
    },
    SOCKET {
        @Override
        Client open(Path pem, Duration timeout) {
            HttpOptions options = HttpOptions.standard();
            Http http = Http.standard(pem == null ? options : options.withTrust(pem));
            return (method, uri, body) -> http.send(
                            body.length == 0
                                    ? Request.of(method, uri, timeout)
                                    : Request.of(method, uri, timeout).body(body))
                    .status();
        }
    };

    /** Sends one request. */
    interface Client {
        /** @return the status */
        int send(String method, URI uri, byte[] body) throws IOException, InterruptedException;
    }

    /** @param pem a further authority to trust; may be null */
    abstract Client open(Path pem, Duration timeout) throws IOException;
}
