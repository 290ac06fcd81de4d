package io.github.ferrypost.sandbox.entra;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of an {@code application/x-www-form-urlencoded} body. */
final class Form {
    private final Map<String, String> parameters = new HashMap<>();

    Form(byte[] body) {
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int sign = pair.indexOf('=');
            if (sign > 0) {
                parameters.put(decode(pair.substring(0, sign)), decode(pair.substring(sign + 1)));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // an unescaped percent sign in a secret: treat it as a wrong secret instead of failing
            return text;
        }
    }

    /** The value, or null. */
    @Nullable
    String get(String name) {
        return parameters.get(name);
    }

    /**
     * The value.
     *
     * @throws Refusal if it is missing
     */
    String need(String name) throws Refusal {
        String value = get(name);
        if (value == null || value.isEmpty()) {
            throw new Refusal(EntraError.PARAMETER_MISSING, name);
        }
        return value;
    }
}
