package io.github.ferrypost.token;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import io.github.ferrypost.util.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connects MSAL4J to our own HTTP client, and to the configured endpoint instead of the cloud's login host. Keeps the
 * last response or failure, because MSAL4J's exceptions omit the status and Retry-After. For one token request.
 */
final class MsalHttp implements IHttpClient {
    /** The HTTP client sets these fields itself and rejects them from callers. */
    private static final Set<String> OWN_FIELDS = Set.of("content-length", "host", "connection", "expect", "upgrade");

    private final Http http;
    private final URI login;
    private final Duration timeout;
    private volatile @Nullable Answer answer;
    private volatile @Nullable HttpFailure failure;

    MsalHttp(Http http, URI login, Duration timeout) {
        this.http = http;
        this.login = login;
        this.timeout = timeout;
    }

    @Override
    public IHttpResponse send(HttpRequest asked) throws HttpFailure {
        URI uri = URI.create(login.getScheme() + "://" + login.getRawAuthority()
                + asked.url().getFile());
        Request request = Request.of(asked.httpMethod().methodName, uri, timeout);
        Map<String, String> fields = asked.headers() == null ? Map.of() : asked.headers();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!OWN_FIELDS.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                request = request.header(field.getKey(), field.getValue());
            }
        }
        if (asked.body() != null) {
            request = request.body(asked.body().getBytes(StandardCharsets.UTF_8));
        }
        // in a cold JVM another thread is opening the connection: load the response's parser meanwhile
        Json.read("{\"\":1}");
        try {
            Answer received = http.send(request);
            answer = received;
            return response(received);
        } catch (HttpFailure e) {
            failure = e;
            throw e;
        }
    }

    private static IHttpResponse response(Answer answer) {
        HttpResponse response = new HttpResponse().statusCode(answer.status()).body(answer.text());
        Map<String, List<String>> fields = new HashMap<>();
        for (Map.Entry<String, String> field : answer.headers().entrySet()) {
            fields.put(field.getKey(), List.of(field.getValue()));
        }
        response.addHeaders(fields);
        return response;
    }

    /** The last response, if there was one. */
    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /** Why there was no response, if so. */
    Optional<HttpFailure> failure() {
        return Optional.ofNullable(failure);
    }
}
