package io.github.ferrypost.sandbox;

import io.github.ferrypost.sandbox.entra.SignInLimits;
import io.github.ferrypost.sandbox.exchange.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

/** How a sandbox is to be. Not thread-safe. */
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

    /** Microsoft's limits; {@link Limits#withoutRate()} unless told. */
    public SandboxBuilder limits(Limits value) {
        limits = value;
        return this;
    }

    /** How long access tokens hold, in whole seconds; 3599 s unless told. */
    public SandboxBuilder tokenLifetime(Duration value) {
        tokenLifetime = value;
        return this;
    }

    /** Lifetimes and intervals of users' sign-in; {@link SignInLimits#microsoft()} unless told. */
    public SandboxBuilder signIn(SignInLimits value) {
        signInLimits = value;
        return this;
    }

    /** How long Graph and SMTP take to accept a message; zero unless told. */
    public SandboxBuilder serviceTime(Duration value) {
        serviceTime = value;
        return this;
    }

    /** The clock for tokens, secrets, certificates, rates; delays run in real time whatever it says. */
    public SandboxBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** Whether the bytes of messages are kept; true unless told. Without them 150 MB messages leave only their size. */
    public SandboxBuilder keepBytes(boolean value) {
        keepBytes = value;
        return this;
    }

    /**
     * Whether a message is forgotten as soon as the listeners of {@link Sandbox#onDelivery} have seen it, with its bytes:
     * only its count is left, and nothing lies in Sent Items. False unless told; for load tests, which would fill the heap.
     */
    public SandboxBuilder forgetful(boolean value) {
        forgetful = value;
        return this;
    }

    /** Whether a failed XOAUTH2 is told by a 334 with JSON before the 535, as Gmail does; Exchange and the default do not. */
    public SandboxBuilder authChallenge(boolean value) {
        authChallenge = value;
        return this;
    }

    /** Fixed ports, for a demo; 0 means any, and is the default. */
    public SandboxBuilder ports(int login, int graph, int smtp) {
        loginPort = login;
        graphPort = graph;
        smtpPort = smtp;
        return this;
    }

    /**
     * Opens the ports and serves.
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
