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
 * What an access token says the app may do: a hint and no more, since Microsoft calls its tokens opaque, and RBAC for
 * Applications grants rights that stand in no token. Each token is read once. Safe for use by many threads.
 */
final class Permissions {
    /** Tokens live an hour or so; of a thousand apps at most the ones in use are read again when all are forgotten. */
    private static final int MOST = 1000;

    private final Map<Token, Set<String>> known = new ConcurrentHashMap<>();

    /** Application permissions ({@code roles}) and delegated ones ({@code scp}); none where the token cannot be read. */
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
