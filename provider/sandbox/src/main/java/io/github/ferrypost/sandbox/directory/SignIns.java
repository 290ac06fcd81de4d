package io.github.ferrypost.sandbox.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The users' actions: entering device codes, and signing in with a browser. Tests call these methods; a form in the
 * sandbox's pages does the same. Mutable and thread-safe.
 */
public final class SignIns {
    /** The state of a device code. */
    public enum State {
        PENDING,
        APPROVED,
        DECLINED,
        UNKNOWN
    }

    private static final class Device {
        final State state;
        final @Nullable User user;

        Device(State state, @Nullable User user) {
            this.state = state;
            this.user = user;
        }
    }

    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private volatile @Nullable User browser;
    private volatile boolean accepts = true;
    private volatile boolean userConsent = true;

    SignIns() {}

    /**
     * The user enters the code, signs in (with a second factor if required) and consents.
     *
     * @throws IllegalArgumentException if no client waits for this code
     */
    public void approve(String userCode, User user) {
        decide(userCode, new Device(State.APPROVED, user));
    }

    /**
     * A user enters the code and declines.
     *
     * @throws IllegalArgumentException if no client waits for this code
     */
    public void decline(String userCode) {
        decide(userCode, new Device(State.DECLINED, null));
    }

    private void decide(String userCode, Device decision) {
        String code = userCode.toUpperCase(Locale.ROOT);
        Device before =
                devices.computeIfPresent(code, (key, device) -> device.state == State.PENDING ? decision : device);
        if (before != decision) {
            throw new IllegalArgumentException("No sign-in waits for the code " + userCode);
        }
    }

    /** The device codes that wait for a user. */
    public List<String> pending() {
        List<String> codes = new ArrayList<>();
        devices.forEach((code, device) -> {
            if (device.state == State.PENDING) {
                codes.add(code);
            }
        });
        return codes;
    }

    /**
     * From now on this user is signed in at the browser and picks that account; null for none, so that a form appears.
     */
    public SignIns browser(@Nullable User user) {
        browser = user;
        return this;
    }

    public Optional<User> browser() {
        return Optional.ofNullable(browser);
    }

    /** Whether the user at the browser completes a sign-in; if false, the app gets AADSTS65004. */
    public SignIns accepts(boolean value) {
        accepts = value;
        return this;
    }

    public boolean accepts() {
        return accepts;
    }

    /** Whether users may consent to permissions that need no administrator; if false, AADSTS90094. */
    public SignIns userConsent(boolean allowed) {
        userConsent = allowed;
        return this;
    }

    public boolean userConsent() {
        return userConsent;
    }

    /** Registers a new code; called by the token service. */
    public void open(String userCode) {
        devices.put(userCode, new Device(State.PENDING, null));
    }

    public State state(String userCode) {
        Device device = devices.get(userCode);
        return device == null ? State.UNKNOWN : device.state;
    }

    /** The user who approved the code. */
    public Optional<User> user(String userCode) {
        return Optional.ofNullable(devices.get(userCode)).map(device -> device.user);
    }

    /** Removes a code that was used or has expired. */
    public void close(String userCode) {
        devices.remove(userCode);
    }
}
