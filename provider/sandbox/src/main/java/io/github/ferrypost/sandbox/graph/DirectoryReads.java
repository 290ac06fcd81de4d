package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.Registration;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.entra.Bearer;
import io.github.ferrypost.sandbox.http.HttpAnswer;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Graph's reads of app registrations, enterprise applications and users, as an administrator uses them. Thread-safe.
 */
final class DirectoryReads {
    private static final Pattern BY_APP = Pattern.compile("(applications|servicePrincipals)\\(appId='([^']*)'\\)");
    private static final Set<String> READERS = Set.of("Application.Read.All", "Directory.Read.All");

    /** Microsoft Graph permissions reference: IDs of application permissions. */
    private static final Map<String, String> ROLE_IDS = Map.of(
            "Mail.Send", "b633e1c5-b582-4048-a93e-9f11b44c7e96",
            "Mail.ReadWrite", "e2a3a72e-5f79-4c64-b1b1-878b674786c9",
            "User.Read.All", "df021288-bdef-4463-88db-98f22de89214");

    private final Directory directory;

    DirectoryReads(Directory directory) {
        this.directory = directory;
    }

    static boolean concerns(Call call) {
        return call.method().equals("GET")
                && call.segment(0).equals("v1.0")
                && BY_APP.matcher(call.segment(1)).matches();
    }

    HttpAnswer answer(Call call, Bearer bearer) throws GraphError {
        if (READERS.stream()
                .noneMatch(reader ->
                        bearer.roles().contains(reader) || bearer.scopes().contains(reader))) {
            throw new GraphError(
                    403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
        }
        Matcher asked = BY_APP.matcher(call.segment(1));
        if (!asked.matches()) {
            throw GraphError.notFound();
        }
        boolean registration = asked.group(1).equals("applications");
        App app = directory
                .app(asked.group(2))
                .filter(found -> registration || found.servicePrincipal())
                .orElseThrow(() -> new GraphError(
                        404,
                        "Request_ResourceNotFound",
                        "Resource '" + asked.group(2) + "' does not exist or one of its queried reference-property"
                                + " objects are not present."));
        switch (call.segment(2)) {
            case "":
                return HttpAnswer.json(200, registration ? registration(app) : servicePrincipal(app));
            case "owners":
                return values(app.registration().owners().stream()
                        .map(owner -> user(owner.owner()))
                        .collect(Collectors.toList()));
            case "appRoleAssignments":
                return values(app.grantedRoles().stream()
                        .map(role -> JsonValues.of(
                                "appRoleId",
                                roleId(role),
                                "resourceDisplayName",
                                isExchange(role) ? "Office 365 Exchange Online" : "Microsoft Graph"))
                        .collect(Collectors.toList()));
            default:
                throw GraphError.notFound();
        }
    }

    /** A user as the directory returns it. */
    static Map<String, Object> user(User user) {
        return JsonValues.of(
                "id",
                user.id(),
                "userPrincipalName",
                user.name(),
                "mail",
                user.licensed() ? user.name() : null,
                "userType",
                "Member",
                "accountEnabled",
                !user.disabled(),
                "passwordPolicies",
                user.passwordExpires() ? "None" : "DisablePasswordExpiration",
                "assignedPlans",
                List.of(JsonValues.of(
                        "service", "exchange", "capabilityStatus", user.licensed() ? "Enabled" : "Deleted")));
    }

    private static HttpAnswer values(List<Map<String, Object>> list) {
        return HttpAnswer.json(200, JsonValues.of("value", list));
    }

    private static Map<String, Object> registration(App app) {
        Registration registration = app.registration();
        Set<String> listed = new TreeSet<>(registration.requested());
        listed.addAll(app.grantedRoles());
        return JsonValues.of(
                "id",
                UUID.nameUUIDFromBytes(app.clientId().getBytes(StandardCharsets.UTF_8))
                        .toString(),
                "appId",
                app.clientId(),
                "displayName",
                app.name(),
                "signInAudience",
                "AzureADMyOrg",
                "isFallbackPublicClient",
                registration.publicClient(),
                "spa",
                JsonValues.of("redirectUris", registration.spaRedirectUris()),
                "publicClient",
                JsonValues.of("redirectUris", registration.publicRedirectUris()),
                "web",
                JsonValues.of(
                        "redirectUris",
                        registration.webRedirectUris(),
                        "implicitGrantSettings",
                        JsonValues.of(
                                "enableIdTokenIssuance",
                                registration.implicitTokens(),
                                "enableAccessTokenIssuance",
                                registration.implicitTokens())),
                "requiredResourceAccess",
                List.of(access(listed, false), access(listed, true)),
                "passwordCredentials",
                app.secretExpiries().entrySet().stream()
                        .map(secret -> JsonValues.of(
                                "hint",
                                secret.getKey().substring(0, 3),
                                "endDateTime",
                                secret.getValue().toString()))
                        .collect(Collectors.toList()));
    }

    private static Map<String, Object> access(Set<String> listed, boolean exchange) {
        return JsonValues.of(
                "resourceAppId",
                exchange ? "00000002-0000-0ff1-ce00-000000000000" : "00000003-0000-0000-c000-000000000000",
                "resourceAccess",
                listed.stream()
                        .filter(role -> isExchange(role) == exchange)
                        .map(role -> JsonValues.of("id", roleId(role), "type", "Role"))
                        .collect(Collectors.toList()));
    }

    private static Map<String, Object> servicePrincipal(App app) {
        return JsonValues.of(
                "id",
                app.objectId(),
                "appId",
                app.clientId(),
                "accountEnabled",
                !app.disabled(),
                "appRoleAssignmentRequired",
                app.assignmentRequired());
    }

    private static boolean isExchange(String role) {
        return role.equals("SMTP.SendAsApp");
    }

    private static String roleId(String role) {
        return ROLE_IDS.getOrDefault(
                role,
                UUID.nameUUIDFromBytes(role.getBytes(StandardCharsets.UTF_8)).toString());
    }
}
