package io.github.ferrypost.graph;

import io.github.ferrypost.token.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an access token says the app may do: a hint and no more, since Microsoft calls its tokens opaque, and RBAC for
 * Applications grants rights that stand in no token.
 */
final class Permissions {
    private Permissions() {}

    /** Application permissions ({@code roles}) and delegated ones ({@code scp}); none where the token cannot be read. */
    static Set<String> of(Token token) {
        String[] parts = token.value().split("\\.", -1);
        if (parts.length != 3) {
            return Set.of();
        }
        Map<String, Object> claims;
        try {
            claims = Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Set.of();
        }
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
