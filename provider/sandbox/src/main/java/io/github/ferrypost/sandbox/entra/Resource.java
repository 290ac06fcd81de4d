package io.github.ferrypost.sandbox.entra;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The resources that tokens are issued for; each cloud has its own audiences. */
public enum Resource {
    /** Microsoft Graph. */
    GRAPH(
            List.of(
                    "https://graph.microsoft.com",
                    "00000003-0000-0000-c000-000000000000",
                    "https://graph.microsoft.us",
                    "https://dod-graph.microsoft.us",
                    "https://microsoftgraph.chinacloudapi.cn"),
            List.of(
                    "User.Read",
                    "User.Read.All",
                    "Mail.Read",
                    "Mail.ReadWrite",
                    "Mail.ReadWrite.Shared",
                    "Mail.Send",
                    "Mail.Send.Shared",
                    "MailboxSettings.Read",
                    "Application.Read.All",
                    "Directory.Read.All")),
    /** Office 365 Exchange Online. */
    EXCHANGE(
            List.of(
                    "https://outlook.office365.com",
                    "https://outlook.office.com",
                    "00000002-0000-0ff1-ce00-000000000000",
                    "https://outlook.office365.us",
                    "https://partner.outlook.cn"),
            List.of("SMTP.Send", "IMAP.AccessAsUser.All", "POP.AccessAsUser.All"));

    // created by List.of, which Error Prone cannot see
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> audiences;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> scopes;

    Resource(List<String> audiences, List<String> scopes) {
        this.audiences = audiences;
        this.scopes = scopes;
    }

    /** The resource with this {@code aud} or scope prefix. */
    static Resource named(String audience) throws Refusal {
        for (Resource resource : values()) {
            if (resource.is(audience)) {
                return resource;
            }
        }
        throw new Refusal(EntraError.RESOURCE_NOT_FOUND, audience);
    }

    /** Its delegated permissions, as far as the sandbox supports them. */
    List<String> scopes() {
        return scopes;
    }

    /** Whether this {@code aud} or scope prefix means this resource. */
    public boolean is(String audience) {
        return audiences.contains(audience);
    }

    /**
     * The permissions in {@code roles} that belong to this resource: Exchange's end in AsApp, the others are Graph's.
     */
    Set<String> of(Set<String> roles) {
        return roles.stream()
                .filter(role -> role.endsWith("AsApp") == (this == EXCHANGE))
                .collect(Collectors.toSet());
    }
}
