package io.github.ferrypost.doctor;

import io.github.ferrypost.token.Token;
import io.github.ferrypost.util.Json;
import java.util.List;
import java.util.Optional;

/** The claims of an access token (Microsoft, "Access token claims reference"), unverified. Immutable. */
final class Claims {
    private final ReportJson json;

    private Claims(ReportJson json) {
        this.json = json;
    }

    /** The claims, or empty if the token cannot be decoded. */
    static Optional<Claims> of(Token token) {
        ReportJson json = ReportJson.of(Json.claims(token.value()));
        return json.isEmpty() ? Optional.empty() : Optional.of(new Claims(json));
    }

    String audience() {
        return json.text("aud");
    }

    /** {@code appid} in version 1 tokens, {@code azp} in version 2. */
    String app() {
        return json.has("appid") ? json.text("appid") : json.text("azp");
    }

    String tenant() {
        return json.text("tid");
    }

    /** The object ID of the enterprise application, which Exchange requires; empty in a delegated token. */
    String servicePrincipal() {
        return json.text("idtyp").equals("user") || json.has("scp") ? "" : json.text("oid");
    }

    /** Whether it is a user's token. */
    boolean isOfUser() {
        return json.has("scp");
    }

    /** Application permissions, empty with RBAC for Applications; or a user's delegated permissions. */
    List<String> roles() {
        return isOfUser() ? List.of(json.text("scp").split(" ", -1)) : json.texts("roles");
    }
}
