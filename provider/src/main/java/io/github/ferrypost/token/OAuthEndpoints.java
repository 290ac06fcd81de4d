package io.github.ferrypost.token;

import io.github.ferrypost.entra.EntraRefusal;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Entra's endpoints for user sign-ins, by RFC 6749, RFC 7636 and RFC 8628. Without MSAL4J: it does not handle
 * {@code slow_down}, hides refresh tokens, and has deprecated the password grant. Safe for use by many threads.
 */
final class OAuthEndpoints {
    private final TokenKey registration;
    private final String appSecret;
    private final Http http;
    private final TokenOptions options;

    /** @param appSecret empty for a public client */
    OAuthEndpoints(TokenKey registration, String appSecret, Http http, TokenOptions options) {
        this.registration = registration;
        this.appSecret = appSecret;
        this.http = http;
        this.options = options;
    }

    /** @param pairs name, value, name, value, in addition to the common parameters */
    TokenAnswer token(String grantType, String... pairs) {
        Map<String, String> form = form(pairs);
        form.put("grant_type", grantType);
        form.put("client_id", registration.client());
        if (!appSecret.isEmpty()) {
            form.put("client_secret", appSecret);
        }
        try {
            Answer answer = post("token", form);
            return TokenAnswer.of(
                    answer, registration.login().getHost(), options.clock().instant());
        } catch (HttpFailure e) {
            return TokenAnswer.refused(EntraRefusal.unreachable(e));
        } catch (UnusableSettingException e) {
            return TokenAnswer.refused(e.status());
        }
    }

    /** Requests a device code (RFC 8628 section 3.1). */
    Answer deviceCode(String scope) throws HttpFailure, UnusableSettingException {
        return post("devicecode", form("client_id", registration.client(), "scope", scope));
    }

    private Answer post(String endpoint, Map<String, String> form) throws HttpFailure, UnusableSettingException {
        registration.checkTenant();
        Request request = Request.of("POST", at("/oauth2/v2.0/" + endpoint, Map.of()), options.requestTimeout())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .body(encoded(form).getBytes(StandardCharsets.US_ASCII));
        return http.send(request);
    }

    /** The URI of a page for the user's browser. */
    URI page(String path, String... pairs) {
        Map<String, String> query = form(pairs);
        query.put("client_id", registration.client());
        return at(path, query);
    }

    private URI at(String path, Map<String, String> query) {
        URI login = registration.login();
        return URI.create(login.getScheme() + "://" + login.getRawAuthority() + "/" + registration.tenant() + path
                + (query.isEmpty() ? "" : "?" + encoded(query)));
    }

    private static Map<String, String> form(String... pairs) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return form;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
