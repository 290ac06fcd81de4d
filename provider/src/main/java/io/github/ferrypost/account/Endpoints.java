package io.github.ferrypost.account;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The endpoints of an account: those of its cloud, or overrides from the settings. Immutable. */
public final class Endpoints {
    /** RFC 6409 section 3.1; the only port on which Exchange Online accepts submission. */
    public static final int SUBMISSION_PORT = 587;

    private final Cloud cloud;
    private final URI login;
    private final URI graph;
    private final String smtpHost;
    private final int smtpPort;
    private final @Nullable Path trust;

    private Endpoints(Cloud cloud, URI login, URI graph, String smtpHost, int smtpPort, @Nullable Path trust) {
        this.cloud = cloud;
        this.login = login;
        this.graph = graph;
        this.smtpHost = smtpHost;
        this.smtpPort = smtpPort;
        this.trust = trust;
    }

    public static Endpoints of(Cloud cloud) {
        return new Endpoints(
                cloud,
                URI.create("https://" + cloud.loginHost()),
                URI.create("https://" + cloud.graphHost()),
                cloud.smtpHost(),
                SUBMISSION_PORT,
                null);
    }

    /** Returns a copy with another login service, such as {@code http://127.0.0.1:8080}. */
    public Endpoints withLogin(URI newLogin) {
        return new Endpoints(cloud, newLogin, graph, smtpHost, smtpPort, trust);
    }

    public Endpoints withGraph(URI newGraph) {
        return new Endpoints(cloud, login, newGraph, smtpHost, smtpPort, trust);
    }

    public Endpoints withSmtp(String newHost, int newPort) {
        return new Endpoints(cloud, login, graph, newHost, newPort, trust);
    }

    /** Returns a copy with a PEM file of authorities to trust besides Java's own. */
    public Endpoints withTrust(Path pem) {
        return new Endpoints(cloud, login, graph, smtpHost, smtpPort, pem);
    }

    public Cloud cloud() {
        return cloud;
    }

    /** Scheme, host and port of the login service, without a path. */
    public URI login() {
        return login;
    }

    /** Scheme, host and port of Graph, without a path. */
    public URI graph() {
        return graph;
    }

    public String smtpHost() {
        return smtpHost;
    }

    public int smtpPort() {
        return smtpPort;
    }

    public Optional<Path> trust() {
        return Optional.ofNullable(trust);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Endpoints)) {
            return false;
        }
        Endpoints that = (Endpoints) other;
        return cloud == that.cloud
                && login.equals(that.login)
                && graph.equals(that.graph)
                && smtpHost.equals(that.smtpHost)
                && smtpPort == that.smtpPort
                && Objects.equals(trust, that.trust);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cloud, login, graph, smtpHost, smtpPort, trust);
    }

    @Override
    public String toString() {
        return cloud.key() + " (" + login + ", " + graph + ", " + smtpHost + ":" + smtpPort + ")";
    }
}
