package io.github.ferrypost.sandbox;

import io.github.ferrypost.sandbox.entra.SignInLimits;
import io.github.ferrypost.sandbox.exchange.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

/** Configures a sandbox. Not thread-safe. */
public final class SandboxBuilder {
    Limits limits = Limits.withoutRate();
    Duration tokenLifetime = Duration.ofSeconds(3599);
    SignInLimits signInLimits = SignInLimits.microsoft();
    Duration serviceTime = Duration.ZERO;
    Clock clock = Clock.systemUTC();
    boolean keepBytes = true;
    boolean forgetful;
    boolean authChallenge;
    int loginPort;
    int graphPort;
    int smtpPort;

    SandboxBuilder() {}

    /** Microsoft's limits; {@link Limits#withoutRate()} by default. */
    public SandboxBuilder limits(Limits value) {
        limits = value;
        return this;
    }

    /** The lifetime of access tokens, in whole seconds; 3599 s by default. */
    public SandboxBuilder tokenLifetime(Duration value) {
        tokenLifetime = value;
        return this;
    }

    /** Lifetimes and intervals of users' sign-ins; {@link SignInLimits#microsoft()} by default. */
    public SandboxBuilder signIn(SignInLimits value) {
        signInLimits = value;
        return this;
    }

    /** How long Graph and SMTP take to accept a message; zero by default. */
    public SandboxBuilder serviceTime(Duration value) {
        serviceTime = value;
        return this;
    }

    /** The clock for tokens, secrets, certificates and rate limits; delays always run in real time. */
    public SandboxBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** Whether to keep the bytes of messages; true by default. Without them a 150 MB message leaves only its size. */
    public SandboxBuilder keepBytes(boolean value) {
        keepBytes = value;
        return this;
    }

    /**
     * Whether to discard a message and its bytes as soon as the listeners of {@link Sandbox#onDelivery} have seen it:
     * only the count remains, and in Sent Items what was a draft with an immutable id, without its bytes, so that it
     * can be asked after. False by default; for load tests, which would otherwise fill the heap.
     */
    public SandboxBuilder forgetful(boolean value) {
        forgetful = value;
        return this;
    }

    /**
     * Whether a failed XOAUTH2 gets a 334 with JSON before the 535, as from Gmail; false by default, as from Exchange.
     */
    public SandboxBuilder authChallenge(boolean value) {
        authChallenge = value;
        return this;
    }

    /** Fixed ports, for a demo; 0 picks a free port and is the default. */
    public SandboxBuilder ports(int login, int graph, int smtp) {
        loginPort = login;
        graphPort = graph;
        smtpPort = smtp;
        return this;
    }

    /**
     * Opens the ports and starts serving.
     *
     * @throws UncheckedIOException if a port cannot be opened
     */
    public Sandbox start() {
        try {
            return new Sandbox(this);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox could not open its ports", e);
        }
    }
}
