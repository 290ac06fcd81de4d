package io.github.ferrypost.sandbox;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.entra.ExternalIssuer;
import io.github.ferrypost.sandbox.entra.ExternalIssuers;
import io.github.ferrypost.sandbox.entra.Login;
import io.github.ferrypost.sandbox.entra.ManagedIdentities;
import io.github.ferrypost.sandbox.entra.Resource;
import io.github.ferrypost.sandbox.entra.Tokens;
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
 * A small, strict Microsoft 365 on loopback: Entra, Graph and SMTP with XOAUTH2, one tenant, one app with all
 * permissions, one mailbox {@value #MAILBOX}. All of it is thread-safe; close it to end its connections and waits.
 */
public final class Sandbox implements AutoCloseable {
    /** The mailbox that is there from the start. */
    public static final String MAILBOX = "noreply@contoso.example";

    private final Directory directory;
    private final Faults faults = new Faults();
    private final SmtpSwitches switches = new SmtpSwitches();
    private final Pause pause = new Pause();
    private final Requests requests;
    private final Deliveries deliveries;
    private final Tokens tokens;
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
        tokens = new Tokens(directory, with.clock, with.tokenLifetime);
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
     * Starts with the defaults.
     *
     * @throws UncheckedIOException if a port cannot be opened
     */
    public static Sandbox start() {
        return builder().start();
    }

    /** Starts otherwise than with the defaults. */
    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /** The directory (tenant) ID. */
    public String tenantId() {
        return directory.tenantId();
    }

    /** The application (client) ID of the app that is there from the start. */
    public String clientId() {
        return app.clientId();
    }

    /** The secret of that app; it contains {@link App#SECRET_MARKER}. */
    public String secret() {
        return secret;
    }

    /** The app that is there from the start. */
    public App app() {
        return app;
    }

    /** The mailbox that is there from the start. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** In place of {@code https://login.microsoftonline.com}. */
    public URI login() {
        return login.uri();
    }

    /** In place of {@code https://graph.microsoft.com}. */
    public URI graph() {
        return graph.uri();
    }

    /** In place of {@code smtp.office365.com:587}, as host and port. */
    public String smtp() {
        return smtp.address();
    }

    /** A PEM file with the certificate of the SMTP server, to be named as a further trust anchor. */
    public Path trustPem() {
        return Certificate.get().pem();
    }

    /** The same for a certificate that {@link SmtpSwitches#certificate} has chosen: its authority. */
    public Path trustPem(CertificateKind kind) {
        return Certificate.of(kind).pem();
    }

    /** What a user of Ferrypost would write into {@code ferrypost.properties}. */
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

    /** A token for Graph straight from the issuer, without a request. */
    public String graphToken(App holder, Duration validFor) {
        return tokens.issue(holder, Resource.GRAPH, "https://graph.microsoft.com", false, validFor);
    }

    /** A token for SMTP straight from the issuer, without a request. */
    public String smtpToken(App holder, Duration validFor) {
        return tokens.issue(holder, Resource.EXCHANGE, "https://outlook.office365.com", false, validFor);
    }

    /** A user's token for Graph straight from the issuer, with the delegated permissions of that app. */
    public String graphToken(App holder, User user, Duration validFor) {
        return tokens.issue(holder, user, Resource.GRAPH, "https://graph.microsoft.com", validFor);
    }

    /** A user's token for SMTP straight from the issuer, with the delegated permissions of that app. */
    public String smtpToken(App holder, User user, Duration validFor) {
        return tokens.issue(holder, user, Resource.EXCHANGE, "https://outlook.office.com", validFor);
    }

    /** Somebody outside the tenant whose tokens an app may take in place of a secret; the same one for the same URL. */
    public ExternalIssuer issuer(String url) {
        return issuers.issuer(url);
    }

    /** In place of {@code http://169.254.169.254/metadata/identity/oauth2/token}, a virtual machine's metadata service. */
    public URI imds() {
        return URI.create(login() + "/metadata/identity/oauth2/token");
    }

    /** What App Service puts into {@code IDENTITY_ENDPOINT}. */
    public URI identityEndpoint() {
        return URI.create(login() + "/msi/token");
    }

    /** What App Service puts into {@code IDENTITY_HEADER}. */
    public String identityHeader() {
        return identities.header();
    }

    /** The tenant, to be arranged. */
    public Directory directory() {
        return directory;
    }

    /** The failures, to be ordered. */
    public Faults faults() {
        return faults;
    }

    /** How the SMTP server differs from Exchange Online. */
    public SmtpSwitches smtpSwitches() {
        return switches;
    }

    /** What came in. */
    public Requests requests() {
        return requests;
    }

    /** What was delivered so far, in order: a snapshot. */
    public List<Delivered> delivered() {
        return deliveries.all();
    }

    /** How many messages were delivered so far. */
    public int deliveredCount() {
        return deliveries.count();
    }

    /** Forgets what was delivered. */
    public void clearDelivered() {
        deliveries.clear();
    }

    /** Tells of each delivery, in the thread that makes it and before the sender hears of it. */
    public void onDelivery(Consumer<Delivered> listener) {
        deliveries.listen(listener);
    }

    /**
     * Waits until at least so many messages are delivered.
     *
     * @throws AssertionError if they are not within that time; it lists those that are
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
