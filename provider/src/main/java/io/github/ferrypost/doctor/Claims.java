package io.github.ferrypost.doctor;

import io.github.ferrypost.token.Token;
import io.github.ferrypost.util.Json;
import java.util.List;
import java.util.Optional;

/** What an access token says of itself (Microsoft, "Access token claims reference"), unverified. Immutable. */
final class Claims {
    private final ReportJson json;

    private Claims(ReportJson json) {
        this.json = json;
    }

    /** The claims, or nothing where the token cannot be read. */
    static Optional<Claims> of(Token token) {
        ReportJson json = ReportJson.of(Json.claims(token.value()));
        return json.isEmpty() ? Optional.empty() : Optional.of(new Claims(json));
    }

    String audience() {
        return json.text("aud");
    }

    /** Version 1 tokens call it {@code appid}, version 2 {@code azp}. */
    String app() {
        return json.has("appid") ? json.text("appid") : json.text("azp");
    }

    String tenant() {
        return json.text("tid");
    }

    /** The object ID of the enterprise application, which Exchange wants; empty in a delegated token. */
    String servicePrincipal() {
        return json.text("idtyp").equals("user") || json.has("scp") ? "" : json.text("oid");
    }

    /** Whether a user stands behind it. */
    boolean isOfUser() {
        return json.has("scp");
    }

    /** Application permissions, none for RBAC for Applications; or a user's delegated ones. */
    List<String> roles() {
        return isOfUser() ? List.of(json.text("scp").split(" ", -1)) : json.texts("roles");
    }
}
