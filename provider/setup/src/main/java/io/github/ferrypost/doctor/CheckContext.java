package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state of one examination: its input, and what earlier checks found. For one thread. */
final class CheckContext {
    /** Shorter secrets would redact unrelated words. */
    private static final int SHORTEST_SECRET = 6;

    private final DoctorRequest request;
    private final DoctorDependencies tools;
    private final RawAccountSettings given;
    private final @Nullable Account account;
    private final List<String> problems;
    private final Map<TokenResource, Token> tokens = new EnumMap<>(TokenResource.class);
    private final Set<String> learntSecrets = new LinkedHashSet<>();
    private final Set<String> proven = new LinkedHashSet<>();
    private final Set<String> reported = new LinkedHashSet<>();
    private @Nullable Answer greeting;
    private @Nullable String tenantId;
    private @Nullable String adminToken;
    private ReportJson registration = ReportJson.of("");

    CheckContext(DoctorRequest request, DoctorDependencies tools) {
        this.request = request;
        this.tools = tools;
        this.given = new RawAccountSettings(request.settings(), request.account());
        Account named = null;
        List<String> complaints = List.of();
        try {
            named = Accounts.from(request.settings()).named(request.account()).orElse(null);
        } catch (SettingsException e) {
            complaints = e.problems();
        }
        this.account = named;
        this.problems = complaints;
    }

    DoctorRequest request() {
        return request;
    }

    DoctorDependencies tools() {
        return tools;
    }

    RawAccountSettings given() {
        return given;
    }

    boolean hasAccount() {
        return account != null;
    }

    /** @throws IllegalStateException if the settings define no account: for checks after the settings only */
    Account account() {
        if (account == null) {
            throw new IllegalStateException("a check that is not after the settings needs the account");
        }
        return account;
    }

    /** Records that what the check with this id looks at works. */
    void prove(String check) {
        proven.add(check);
    }

    boolean isProven(String check) {
        return proven.contains(check);
    }

    /** Whether the settings cannot be used because of the account's value for this suffix. */
    boolean isRefused(String suffix) {
        return problems.stream().anyMatch(problem -> isAbout(suffix, problem));
    }

    private boolean isAbout(String suffix, String problem) {
        return problem.startsWith(given.own(suffix) + " ") || problem.startsWith(given.key(suffix) + " ");
    }

    /** Records that a check has reported why the value for this suffix cannot be used. */
    void report(String suffix) {
        reported.add(suffix);
    }

    boolean hasReported() {
        return !reported.isEmpty();
    }

    /** The problems that no check has reported in its own words. */
    List<String> furtherProblems() {
        return problems.stream()
                .filter(problem -> reported.stream().noneMatch(suffix -> isAbout(suffix, problem)))
                .collect(Collectors.toList());
    }

    /** The login service's first response. */
    Optional<Answer> greeting() {
        return Optional.ofNullable(greeting);
    }

    void learnGreeting(Answer answer) {
        greeting = answer;
    }

    /** The tenant's ID, even if the settings name the tenant by a domain. */
    String tenantId() {
        return tenantId == null ? account().tenant() : tenantId;
    }

    void learnTenantId(String id) {
        tenantId = id;
    }

    Optional<Token> token(TokenResource resource) {
        return Optional.ofNullable(tokens.get(resource));
    }

    void learn(TokenResource resource, Token token) {
        tokens.put(resource, token);
        learntSecrets.add(token.value());
    }

    /** How the account signs in; empty if the settings are unclear or contradictory. */
    Optional<SignIn> signIn() {
        return Accounts.signIn(request.settings(), request.account());
    }

    /** Whether the settings name this road, as far as invalid settings show. */
    boolean uses(RoadName road) {
        return account == null
                ? given.get("roads").orElse(RoadName.GRAPH.key()).contains(road.key())
                : account.roads().contains(road);
    }

    /** A token that may read the directory: given, or of the signed-in administrator. */
    Optional<String> adminToken() {
        return request.adminToken().or(() -> Optional.ofNullable(adminToken));
    }

    void learnAdminToken(String token) {
        adminToken = token;
    }

    /** Redacts this secret from all findings. */
    void hide(String secret) {
        learntSecrets.add(secret);
    }

    /** The app registration; empty if it could not be read. */
    ReportJson registration() {
        return registration;
    }

    void learnRegistration(ReportJson read) {
        registration = read;
    }

    /** @param path of version 1.0, with its query */
    Answer readGraph(String path, String token) throws HttpFailure {
        URI uri = account().endpoints().graph().resolve("/v1.0" + path.replace(" ", "%20"));
        return send(Request.of("GET", uri, tools.patience()).header("Authorization", "Bearer " + token));
    }

    Answer send(Request httpRequest) throws HttpFailure {
        return tools.http(account().endpoints().trust()).send(httpRequest);
    }

    /**
     * A phrase with the account's own IDs filled in.
     *
     * @param pairs name, value, name, value, for other placeholders
     */
    ReportText say(String key, String... pairs) {
        Map<String, String> values = new TreeMap<>();
        for (String suffix : new String[] {"tenant", "client", "mailbox"}) {
            values.put(suffix, given.shown(suffix));
        }
        values.put("literal", given.literalMailbox());
        Cloud cloud = given.cloud();
        values.put("cloud", cloud.key());
        values.put("portal", Portals.of(cloud).entra());
        values.put("exchange", Portals.of(cloud).exchangeParameter());
        values.put("object", servicePrincipal().orElse("OBJECT-ID"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return ReportText.of(key, values);
    }

    /** The object ID of the enterprise application, from any token of the app. */
    Optional<String> servicePrincipal() {
        return tokens.values().stream()
                .map(Claims::of)
                .flatMap(Optional::stream)
                .map(Claims::servicePrincipal)
                .filter(id -> RawAccountSettings.GUID.matcher(id).matches())
                .findFirst();
    }

    /** What must be redacted from every text: the settings' secrets, even in the wrong field, and tokens. */
    Set<String> secrets() {
        Set<String> all = new LinkedHashSet<>(learntSecrets);
        Stream.of("secret", "certificate-password", "password", "token-key")
                .forEach(suffix -> given.get(suffix).ifPresent(all::add));
        Stream.of("tenant", "client", "mailbox")
                .forEach(suffix -> given.get(suffix)
                        .filter(value -> !given.shown(suffix).equals(value))
                        .ifPresent(all::add));
        adminToken().ifPresent(all::add);
        all.removeIf(secret -> secret.length() < SHORTEST_SECRET
                || RawAccountSettings.GUID.matcher(secret).matches());
        return all;
    }
}
