package io.github.ferrypost.sandbox;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.entra.AccessTokens;
import io.github.ferrypost.sandbox.entra.ExternalIssuer;
import io.github.ferrypost.sandbox.entra.ExternalIssuers;
import io.github.ferrypost.sandbox.entra.Login;
import io.github.ferrypost.sandbox.entra.ManagedIdentities;
import io.github.ferrypost.sandbox.entra.Resource;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.exchange.Deliveries;
import io.github.ferrypost.sandbox.exchange.Requests;
import io.github.ferrypost.sandbox.fault.Faults;
import io.github.ferrypost.sandbox.fault.Pause;
import io.github.ferrypost.sandbox.graph.Graph;
import io.github.ferrypost.sandbox.http.Web;
import io.github.ferrypost.sandbox.smtp.Certificate;
import io.github.ferrypost.sandbox.smtp.CertificateKind;
import io.github.ferrypost.sandbox.smtp.SmtpServer;
import io.github.ferrypost.sandbox.smtp.SmtpService;
import io.github.ferrypost.sandbox.smtp.SmtpSwitches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A small, strict simulation of Microsoft 365 on loopback: Entra, Graph and SMTP with XOAUTH2, one tenant, one app with
 * all permissions, one mailbox {@value #MAILBOX}. Thread-safe. Close it to end its connections and delays.
 */
public final class Sandbox implements AutoCloseable {
    /** The mailbox that exists from the start. */
    public static final String MAILBOX = "noreply@contoso.example";

    private final Directory directory;
    private final Faults faults = new Faults();
    private final SmtpSwitches switches = new SmtpSwitches();
    private final Pause pause = new Pause();
    private final Requests requests;
    private final Deliveries deliveries;
    private final AccessTokens tokens;
    private final ExternalIssuers issuers;
    private final ManagedIdentities identities;
    private final App app;
    private final String secret;
    private final Mailbox mailbox;
    private final ExecutorService executor;
    private final Web login;
    private final Web graph;
    private final SmtpServer smtp;

    Sandbox(SandboxBuilder with) throws IOException {
        directory = new Directory("contoso.example", with.clock);
        requests = new Requests(with.clock);
        deliveries = new Deliveries(with.clock, with.keepBytes, with.forgetful);
        tokens = new AccessTokens(directory, with.clock, with.tokenLifetime);
        issuers = new ExternalIssuers(with.clock);
        identities = new ManagedIdentities(directory, tokens, with.clock);
        mailbox = directory.addMailbox(MAILBOX);
        app = directory.addApp("Ferrypost", "Mail.Send", "Mail.ReadWrite", "User.Read.All", "SMTP.SendAsApp");
        secret = app.addSecret();
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox-http");
            thread.setDaemon(true);
            return thread;
        });
        login = Web.start(
                with.loginPort,
                new Login(
                        directory, tokens, issuers, identities, with.signInLimits, faults, pause, requests, with.clock),
                executor);
        graph = Web.start(
                with.graphPort,
                new Graph(
                        directory,
                        tokens,
                        faults,
                        pause,
                        requests,
                        deliveries,
                        with.limits,
                        with.serviceTime,
                        with.forgetful,
                        with.clock),
                executor);
        smtp = SmtpServer.start(
                with.smtpPort,
                new SmtpService(
                        directory,
                        tokens,
                        faults,
                        pause,
                        requests,
                        deliveries,
                        with.limits,
                        with.serviceTime,
                        with.authChallenge,
                        with.clock,
                        switches));
    }

    /**
     * Starts a sandbox with the defaults.
     *
     * @throws UncheckedIOException if a port cannot be opened
     */
    public static Sandbox start() {
        return builder().start();
    }

    /** A builder, to change the defaults. */
    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /** The directory (tenant) ID. */
    public String tenantId() {
        return directory.tenantId();
    }

    /** The application (client) ID of the app that exists from the start. */
    public String clientId() {
        return app.clientId();
    }

    /** The secret of that app; contains {@link App#SECRET_MARKER}. */
    public String secret() {
        return secret;
    }

    /** The app that exists from the start. */
    public App app() {
        return app;
    }

    /** The mailbox that exists from the start. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** Replaces {@code https://login.microsoftonline.com}. */
    public URI login() {
        return login.uri();
    }

    /** Replaces {@code https://graph.microsoft.com}. */
    public URI graph() {
        return graph.uri();
    }

    /** Replaces {@code smtp.office365.com:587}, as host and port. */
    public String smtp() {
        return smtp.address();
    }

    /** A PEM file with the SMTP server's certificate, to configure as an additional trust anchor. */
    public Path trustPem() {
        return Certificate.get().pem();
    }

    /** A PEM file with the authority of a certificate that {@link SmtpSwitches#certificate} has selected. */
    public Path trustPem(CertificateKind kind) {
        return Certificate.of(kind).pem();
    }

    /** The content of {@code ferrypost.properties} for this sandbox. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("ferrypost.tenant", tenantId());
        settings.put("ferrypost.client", clientId());
        settings.put("ferrypost.secret", secret());
        settings.put("ferrypost.mailbox", MAILBOX);
        settings.put("ferrypost.endpoint.login", login().toString());
        settings.put("ferrypost.endpoint.graph", graph().toString());
        settings.put("ferrypost.endpoint.smtp", smtp());
        settings.put("ferrypost.endpoint.trust", trustPem().toString());
        return settings;
    }

    /** Issues an app's token for Graph, without a request. */
    public String graphToken(App holder, Duration validFor) {
        return tokens.issue(holder, Resource.GRAPH, "https://graph.microsoft.com", false, validFor);
    }

    /** Issues an app's token for SMTP, without a request. */
    public String smtpToken(App holder, Duration validFor) {
        return tokens.issue(holder, Resource.EXCHANGE, "https://outlook.office365.com", false, validFor);
    }

    /** Issues a user's token for Graph with the app's delegated permissions, without a request. */
    public String graphToken(App holder, User user, Duration validFor) {
        return tokens.issue(holder, user, Resource.GRAPH, "https://graph.microsoft.com", validFor);
    }

    /** Issues a user's token for SMTP with the app's delegated permissions, without a request. */
    public String smtpToken(App holder, User user, Duration validFor) {
        return tokens.issue(holder, user, Resource.EXCHANGE, "https://outlook.office.com", validFor);
    }

    /** An issuer outside the tenant, whose tokens an app may use instead of a secret; the same one for the same URL. */
    public ExternalIssuer issuer(String url) {
        return issuers.issuer(url);
    }

    /** Replaces {@code http://169.254.169.254/metadata/identity/oauth2/token}, a virtual machine's metadata service. */
    public URI imds() {
        return URI.create(login() + "/metadata/identity/oauth2/token");
    }

    /** The value that App Service sets in {@code IDENTITY_ENDPOINT}. */
    public URI identityEndpoint() {
        return URI.create(login() + "/msi/token");
    }

    /** The value that App Service sets in {@code IDENTITY_HEADER}. */
    public String identityHeader() {
        return identities.header();
    }

    /** The tenant; change it to set up a test. */
    public Directory directory() {
        return directory;
    }

    /** Orders failures. */
    public Faults faults() {
        return faults;
    }

    /** The options in which the SMTP server can differ from Exchange Online. */
    public SmtpSwitches smtpSwitches() {
        return switches;
    }

    /** The requests received. */
    public Requests requests() {
        return requests;
    }

    /** A snapshot of the messages delivered so far, in order. */
    public List<Delivered> delivered() {
        return deliveries.all();
    }

    /** How many messages were delivered so far. */
    public int deliveredCount() {
        return deliveries.count();
    }

    /** Discards the delivered messages. */
    public void clearDelivered() {
        deliveries.clear();
    }

    /** Calls the listener for each delivery, in the delivering thread and before the sender gets its reply. */
    public void onDelivery(Consumer<Delivered> listener) {
        deliveries.listen(listener);
    }

    /**
     * Waits until at least {@code count} messages are delivered.
     *
     * @throws AssertionError if they are not delivered within {@code patience}; it lists those that were
     */
    public List<Delivered> awaitDelivered(int count, Duration patience) throws InterruptedException {
        List<Delivered> all = deliveries.await(count, patience);
        if (all.size() < count) {
            throw new AssertionError("Expected " + count + " messages within " + patience + ", got " + all);
        }
        return all;
    }

    @Override
    public void close() {
        pause.close();
        login.close();
        graph.close();
        executor.shutdownNow();
        try {
            smtp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
