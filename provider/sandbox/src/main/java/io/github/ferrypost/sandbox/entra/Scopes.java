package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.User;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** The scopes of a delegated request: permissions of one resource, and OpenID's own scopes. Immutable. */
final class Scopes {
    private static final String DEFAULT = ".default";
    private static final Set<String> OPENID = Set.of("openid", "profile", "offline_access", "email");

    private final Resource resource;
    private final String audience;
    private final Set<String> names;
    private final Set<String> openId;

    private Scopes(Resource resource, String audience, Set<String> names, Set<String> openId) {
        this.resource = resource;
        this.audience = audience;
        this.names = names;
        this.openId = openId;
    }

    /** Parses the parameter {@code scope}; a permission without a resource belongs to Graph. */
    static Scopes parse(String scope) throws Refusal {
        String audience = null;
        Set<String> names = new LinkedHashSet<>();
        Set<String> openId = new TreeSet<>();
        for (String word : scope.strip().split("\\s+", -1)) {
            if (OPENID.contains(word)) {
                openId.add(word);
                continue;
            }
            int slash = word.lastIndexOf('/');
            String prefix = slash < 0 ? "https://graph.microsoft.com" : word.substring(0, slash);
            if (audience != null && Resource.named(audience) != Resource.named(prefix)) {
                throw new Refusal(EntraError.SCOPES_OF_TWO, scope);
            }
            audience = prefix;
            names.add(word.substring(slash + 1));
        }
        if (audience == null && openId.isEmpty()) {
            throw new Refusal(EntraError.SCOPE_EMPTY, "");
        }
        String known = audience == null ? "https://graph.microsoft.com" : audience;
        Resource resource = Resource.named(known);
        for (String name : names) {
            if (!name.equals(DEFAULT) && !resource.scopes().contains(name)) {
                throw new Refusal(EntraError.SCOPE_UNKNOWN, name);
            }
        }
        if (names.contains(DEFAULT) && names.size() > 1) {
            throw new Refusal(EntraError.SCOPE_INVALID, scope);
        }
        return new Scopes(resource, known, names, openId);
    }

    Resource resource() {
        return resource;
    }

    String audience() {
        return audience;
    }

    boolean openId() {
        return openId.contains("openid");
    }

    boolean offline() {
        return openId.contains("offline_access");
    }

    /** The requested permissions without consent. */
    Set<String> missing(App app, User user) {
        Set<String> missing = new TreeSet<>(names);
        missing.remove(DEFAULT);
        missing.removeAll(app.grantedScopes(user));
        return missing;
    }

    /** The scopes of the token: everything granted for the resource, because Entra adds earlier consents. */
    Set<String> granted(App app, User user) {
        Set<String> granted = new TreeSet<>(app.grantedScopes(user));
        granted.retainAll(resource.scopes());
        return granted;
    }

    boolean isDefault() {
        return names.contains(DEFAULT);
    }

    /** The response's parameter {@code scope}. */
    String answer(Set<String> granted) {
        Set<String> all = new LinkedHashSet<>();
        granted.forEach(name -> all.add(audience + "/" + name));
        openId.stream().filter(word -> !word.equals("offline_access")).forEach(all::add);
        return String.join(" ", all);
    }
}
