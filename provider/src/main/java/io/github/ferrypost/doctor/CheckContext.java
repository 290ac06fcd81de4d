package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Cloud;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.http.HttpFailure;
import io.github.ferrypost.http.Request;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One examination: what was given, and what the checks so far have learnt for those after them. For one thread. */
final class CheckContext {
    /** Shorter ones would blot out innocent words. */
    private static final int SHORTEST_SECRET = 6;

    private final DoctorRequest patient;
    private final DoctorDependencies tools;
    private final RawAccountSettings given;
    private final Map<TokenResource, Token> tokens = new EnumMap<>(TokenResource.class);
    private final Set<String> learntSecrets = new LinkedHashSet<>();
    private Account account;
    private Answer greeting;
    private String tenantId;
    private String adminToken;
    private ReportJson registration = ReportJson.of("");

    CheckContext(DoctorRequest patient, DoctorDependencies tools) {
        this.patient = patient;
        this.tools = tools;
        this.given = new RawAccountSettings(patient.settings(), patient.account());
    }

    DoctorRequest patient() {
        return patient;
    }

    DoctorDependencies tools() {
        return tools;
    }

    RawAccountSettings given() {
        return given;
    }

    /** @throws IllegalStateException before the settings were found to make an account */
    Account account() {
        if (account == null) {
            throw new IllegalStateException("a check that is not after the settings needs the account");
        }
        return account;
    }

    void learn(Account sound) {
        account = sound;
    }

    /** What the login service answered first. */
    Optional<Answer> greeting() {
        return Optional.ofNullable(greeting);
    }

    void learnGreeting(Answer answer) {
        greeting = answer;
    }

    /** The tenant's id, whichever name the settings call it by. */
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

    /** How the account signs in; nothing where the settings do not tell, or contradict each other. */
    Optional<SignIn> signIn() {
        return Accounts.signIn(patient.settings(), patient.account());
    }

    /** Whether the settings name this road, as far as can be told from unsound ones. */
    boolean uses(RoadName road) {
        return account == null
                ? given.get("roads").orElse(RoadName.GRAPH.key()).contains(road.key())
                : account.roads().contains(road);
    }

    /** A token of somebody who may read the directory: given, or of the administrator who has signed in. */
    Optional<String> adminToken() {
        return patient.adminToken().or(() -> Optional.ofNullable(adminToken));
    }

    void learnAdminToken(String token) {
        adminToken = token;
    }

    /** Not to be said in any finding. */
    void hide(String secret) {
        learntSecrets.add(secret);
    }

    /** The app's registration, empty where nobody could read it. */
    ReportJson registration() {
        return registration;
    }

    void learnRegistration(ReportJson read) {
        registration = read;
    }

    /** @param path of version 1.0, with its query */
    Answer readGraph(String path, String token) throws HttpFailure {
        URI uri = account().endpoints().graph().resolve("/v1.0" + path.replace(" ", "%20"));
        return send(Request.of("GET", uri, NetworkChecks.TIMEOUT).header("Authorization", "Bearer " + token));
    }

    Answer send(Request request) throws HttpFailure {
        return tools.http(account().endpoints().trust()).send(request);
    }

    /**
     * A phrase with the account's own ids in it.
     *
     * @param pairs name, value, name, value, for what else it speaks of
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

    /** The object ID of the enterprise application, as any token of the app tells it. */
    Optional<String> servicePrincipal() {
        return tokens.values().stream()
                .map(Claims::of)
                .flatMap(Optional::stream)
                .map(Claims::servicePrincipal)
                .filter(id -> RawAccountSettings.GUID.matcher(id).matches())
                .findFirst();
    }

    /** What must not be said, whoever said it: the settings' secrets wherever they were typed, and tokens. */
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
