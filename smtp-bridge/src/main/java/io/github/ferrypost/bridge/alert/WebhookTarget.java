package io.github.ferrypost.bridge.alert;

import io.github.ferrypost.bridge.config.AlertConfig;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Posts messages to a webhook. What it says of failures names the host only, because the path may be a secret. */
final class WebhookTarget implements AlertTarget {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Http http;
    private final URI uri;
    private final AlertConfig.Format format;
    private final Clock clock;

    WebhookTarget(Http http, URI uri, AlertConfig.Format format, Clock clock) {
        this.http = http;
        this.uri = uri;
        this.format = format;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Result send(AlertMessage message) {
        WebhookBody body = WebhookBody.of(message, format);
        Request request = Request.of("POST", uri, TIMEOUT)
                .withSecretPath()
                .body(body.text().getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, String> header : body.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        try {
            Answer answer = http.send(request);
            String said = uri.getHost() + " answered " + answer.status();
            return answer.status() / 100 == 2
                    ? Result.sent(said)
                    : new Result(false, said, answer.retryAfter(clock.instant()));
        } catch (HttpFailure e) {
            return Result.failed(String.valueOf(e.getMessage()));
        }
    }
}
