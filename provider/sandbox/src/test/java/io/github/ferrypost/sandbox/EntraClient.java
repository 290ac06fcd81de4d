package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plain client of the sandbox's Entra: forms, redirects, tokens. */
final class EntraClient {
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private final Sandbox sandbox;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    EntraClient(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Pairs of names and values. */
    static Map<String, String> form(String... pairs) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return form;
    }

    /** The verifier's S256 challenge (RFC 7636 section 4.2). */
    static String challenge() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.login() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, Map<String, String> query, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.login() + path + "?" + encode(query)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> token(Map<String, String> form, String... headers) throws Exception {
        return post("/" + sandbox.tenantId() + "/oauth2/v2.0/token", form, headers);
    }

    HttpResponse<String> authorize(Map<String, String> query) throws Exception {
        return get("/" + sandbox.tenantId() + "/oauth2/v2.0/authorize", query);
    }

    Map<String, Object> deviceCode(String scope) throws Exception {
        return granted(post(
                "/" + sandbox.tenantId() + "/oauth2/v2.0/devicecode",
                form("client_id", sandbox.clientId(), "scope", scope)));
    }

    HttpResponse<String> poll(Map<String, Object> device) throws Exception {
        return token(form(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "client_id",
                sandbox.clientId(),
                "device_code",
                JsonValues.string(device, "device_code")));
    }

    HttpResponse<String> refresh(Map<String, Object> answer, String scope, String... headers) throws Exception {
        return token(
                form(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        sandbox.clientId(),
                        "refresh_token",
                        JsonValues.string(answer, "refresh_token"),
                        "scope",
                        scope),
                headers);
    }

    HttpResponse<String> password(String name, String password) throws Exception {
        return token(form(
                "grant_type",
                "password",
                "client_id",
                sandbox.clientId(),
                "username",
                name,
                "password",
                password,
                "scope",
                "https://graph.microsoft.com/Mail.Send offline_access"));
    }

    static Map<String, Object> granted(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return GraphClient.json(response);
    }

    static Map<String, Object> claims(String token) throws IOException {
        return JsonValues.read(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    /** The refusal must be this one, complete, and without a secret. */
    static void refused(HttpResponse<String> response, String error, int number) throws IOException {
        Map<String, Object> json = GraphClient.json(response);
        assertThat(json).as(response.body()).containsEntry("error", error);
        assertThat(json.get("error_codes")).isEqualTo(List.of(number));
        assertThat(response.statusCode()).isBetween(400, 401);
        assertThat(response.body()).doesNotContain(App.SECRET_MARKER);
        assertThat(json).containsKeys("error_description", "timestamp", "trace_id", "correlation_id", "error_uri");
    }

    /** The parameters with which the browser was sent back. */
    static Map<String, String> location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        String location = response.headers().firstValue("Location").orElseThrow();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("", location.replaceAll("[?#].*", ""));
        for (String pair : location.replaceAll("^[^?#]*[?#]", "").split("&", -1)) {
            int sign = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, sign), URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
