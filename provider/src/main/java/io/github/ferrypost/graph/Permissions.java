package io.github.ferrypost.graph;

import io.github.ferrypost.token.Token;
import io.github.ferrypost.util.Json;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The permissions named in an access token: only a hint, because Microsoft calls its tokens opaque, and RBAC for
 * Applications grants rights that appear in no token. Each token is decoded once. Safe for use by many threads.
 */
final class Permissions {
    /**
     * Tokens live about an hour; with more than a thousand apps, the cache is cleared and tokens in use are decoded
     * again.
     */
    private static final int MOST = 1000;

    private final Map<Token, Set<String>> known = new ConcurrentHashMap<>();

    /**
     * Application permissions ({@code roles}) and delegated ones ({@code scp}); empty if the token cannot be decoded.
     */
    Set<String> of(Token token) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(token, Permissions::read);
    }

    private static Set<String> read(Token token) {
        Map<String, Object> claims = Json.claims(token.value());
        Set<String> permissions = new HashSet<>();
        if (claims.get("roles") instanceof Collection) {
            ((Collection<?>) claims.get("roles")).forEach(role -> permissions.add(String.valueOf(role)));
        }
        if (claims.get("scp") instanceof String) {
            permissions.addAll(Arrays.asList(((String) claims.get("scp")).split(" ")));
        }
        return permissions;
    }
}
