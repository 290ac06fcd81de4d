package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.http.HttpAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The redirect to the app, in the response mode that it requested. Immutable. */
final class Redirect {
    private final String target;
    private final Form query;

    Redirect(String uri, Form query) {
        String path = URI.create(uri).getRawPath();
        // Microsoft's page on reply URLs: a URI without a path is returned with a slash
        this.target = path.isEmpty() ? uri + "/" : uri;
        this.query = query;
    }

    HttpAnswer code(String code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("code", code);
        parameters.put("session_state", UUID.randomUUID().toString());
        return send(parameters);
    }

    HttpAnswer refuse(Refusal refused) {
        Map<String, String> parameters = new LinkedHashMap<>();
        boolean consent = refused.error() == EntraError.CONSENT_MISSING;
        parameters.put("error", consent ? "consent_required" : refused.error().error());
        parameters.put("error_description", refused.error().description(refused.getMessage()));
        return send(parameters);
    }

    private HttpAnswer send(Map<String, String> parameters) {
        if (query.get("state") != null) {
            parameters.put("state", query.get("state"));
        }
        if ("form_post".equals(query.get("response_mode"))) {
            return Pages.post(target, parameters);
        }
        String separator = "fragment".equals(query.get("response_mode")) ? "#" : target.contains("?") ? "&" : "?";
        String encoded = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpAnswer.empty(302).header("Location", target + separator + encoded);
    }
}
