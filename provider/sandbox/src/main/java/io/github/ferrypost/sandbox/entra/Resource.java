package io.github.ferrypost.sandbox.entra;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What tokens are issued for; each cloud has its own audiences. */
public enum Resource {
    /** Microsoft Graph. */
    GRAPH(List.of(
            "https://graph.microsoft.com",
            "00000003-0000-0000-c000-000000000000",
            "https://graph.microsoft.us",
            "https://dod-graph.microsoft.us",
            "https://microsoftgraph.chinacloudapi.cn")),
    /** Office 365 Exchange Online. */
    EXCHANGE(List.of(
            "https://outlook.office365.com",
            "https://outlook.office.com",
            "00000002-0000-0ff1-ce00-000000000000",
            "https://outlook.office365.us",
            "https://partner.outlook.cn"));

    // made by List.of, which the checker cannot see
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> audiences;

    Resource(List<String> audiences) {
        this.audiences = audiences;
    }

    /** Whether this {@code aud} or scope prefix means the resource. */
    public boolean is(String audience) {
        return audiences.contains(audience);
    }

    /** Those permissions that belong to this resource: Exchange's end in AsApp, the others are Graph's. */
    Set<String> of(Set<String> roles) {
        return roles.stream()
                .filter(role -> role.endsWith("AsApp") == (this == EXCHANGE))
                .collect(Collectors.toSet());
    }
}
