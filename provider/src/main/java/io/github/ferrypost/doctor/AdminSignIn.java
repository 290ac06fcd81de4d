package io.github.ferrypost.doctor;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets an administrator sign in with a device code, so that the doctor may read the directory as that person. The token
 * stays in this object's memory, and serves all accounts of one tenant. Safe for use by many threads.
 */
public final class AdminSignIn {
    /** How the doctor waits between two questions whether the administrator has signed in; a test waits otherwise. */
    interface Waits {
        void pause(Duration time) throws InterruptedException;
    }

    /**
     * "Microsoft Graph Command Line Tools", Microsoft's own public client for this, which every tenant knows (Microsoft,
     * "Get started with the Microsoft Graph PowerShell SDK"). The customer's own app stays as it is: it needs neither public
     * client flows nor a right to read the directory.
     */
    static final String GRAPH_COMMAND_LINE_TOOLS = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    /** Reads registrations, service principals and users alike (Microsoft Graph permissions reference). */
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

    /** @param prompt shows to a person which page to open and what to enter there, in the examining thread */
    public static AdminSignIn by(Consumer<ReportText> prompt) {
        return new AdminSignIn(GRAPH_COMMAND_LINE_TOOLS, prompt, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    /** The same through another public client of the tenant, where Microsoft's is blocked. */
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
