package io.github.ferrypost.sandbox;

import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** A plain client of the sandbox's Graph. */
final class GraphClient {
    private final Sandbox sandbox;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String token;

    GraphClient(Sandbox sandbox) {
        this.sandbox = sandbox;
        token = sandbox.graphToken(sandbox.app(), Duration.ofHours(1));
    }

    static String mime(String... headers) {
        return String.join("\r\n", headers) + "\r\n\r\nHello\r\n";
    }

    static String base64(String mime) {
        return Base64.getMimeEncoder().encodeToString(mime.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> sendMime(String mime) throws IOException, InterruptedException {
        return post("/users/" + Sandbox.MAILBOX + "/sendMail", "text/plain", base64(mime));
    }

    HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postJson(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return post(path, "application/json", new String(JsonValues.write(body), StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.graph() + "/v1.0" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static Map<String, Object> json(HttpResponse<String> response) throws IOException {
        return JsonValues.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    static String code(HttpResponse<String> response) throws IOException {
        return JsonValues.string(JsonValues.object(json(response), "error"), "code");
    }
}
