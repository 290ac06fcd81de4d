package io.github.ferrypost.doctor;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Signs an administrator in with a device code, so that the doctor can read the directory. The token is kept only in
 * this object's memory, and serves all accounts of one tenant. Safe for use by many threads.
 */
public final class AdminSignIn {
    /** The delay between two polls of the sign-in; tests replace it. */
    interface Waits {
        void pause(Duration time) throws InterruptedException;
    }

    /**
     * "Microsoft Graph Command Line Tools", Microsoft's public client for this purpose, present in every tenant
     * (Microsoft, "Get started with the Microsoft Graph PowerShell SDK"). The customer's own app needs neither public
     * client flows nor directory permissions.
     */
    static final String GRAPH_COMMAND_LINE_TOOLS = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    /** Allows reading registrations, service principals and users (Microsoft Graph permissions reference). */
    static final String SCOPE = "https://graph.microsoft.com/Directory.Read.All";

    private final String client;
    private final Consumer<ReportText> prompt;
    private final Waits waits;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private AdminSignIn(String client, Consumer<ReportText> prompt, Waits waits) {
        this.client = Objects.requireNonNull(client);
        this.prompt = Objects.requireNonNull(prompt);
        this.waits = Objects.requireNonNull(waits);
    }

    /** @param prompt shows which page to open and what to enter there; called in the examining thread */
    public static AdminSignIn by(Consumer<ReportText> prompt) {
        return new AdminSignIn(GRAPH_COMMAND_LINE_TOOLS, prompt, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    /** Returns a copy that uses another public client of the tenant, if Microsoft's is blocked. */
    public AdminSignIn withClient(String applicationId) {
        return new AdminSignIn(applicationId, prompt, waits);
    }

    AdminSignIn withWaits(Waits other) {
        return new AdminSignIn(client, prompt, other);
    }

    String client() {
        return client;
    }

    void show(ReportText text) {
        prompt.accept(text);
    }

    void pass(Duration time) throws InterruptedException {
        waits.pause(time);
    }

    Optional<String> token(String tenant) {
        return Optional.ofNullable(tokens.get(tenant));
    }

    void remember(String tenant, String token) {
        tokens.put(tenant, token);
    }
}
