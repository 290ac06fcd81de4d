package io.github.ferrypost.sandbox.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What people do: enter device codes, and sign in with a browser. A test speaks for them here; a form in the pages of the
 * sandbox does the same. Mutable and thread-safe.
 */
public final class SignIns {
    /** What became of a device code. */
    public enum State {
        PENDING,
        APPROVED,
        DECLINED,
        UNKNOWN
    }

    private static final class Device {
        final State state;
        final User user;

        Device(State state, User user) {
            this.state = state;
            this.user = user;
        }
    }

    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private volatile User browser;
    private volatile boolean accepts = true;
    private volatile boolean userConsent = true;

    SignIns() {}

    /**
     * This user enters the code, signs in (with a second factor if need be) and agrees.
     *
     * @throws IllegalArgumentException if nobody waits for that code
     */
    public void approve(String userCode, User user) {
        decide(userCode, new Device(State.APPROVED, user));
    }

    /**
     * Somebody enters the code and declines.
     *
     * @throws IllegalArgumentException if nobody waits for that code
     */
    public void decline(String userCode) {
        decide(userCode, new Device(State.DECLINED, null));
    }

    private void decide(String userCode, Device decision) {
        String code = userCode.toUpperCase(Locale.ROOT);
        Device before =
                devices.computeIfPresent(code, (key, device) -> device.state == State.PENDING ? decision : device);
        if (before != decision) {
            throw new IllegalArgumentException("Nobody waits for the code " + userCode);
        }
    }

    /** The device codes that wait for somebody. */
    public List<String> pending() {
        List<String> codes = new ArrayList<>();
        devices.forEach((code, device) -> {
            if (device.state == State.PENDING) {
                codes.add(code);
            }
        });
        return codes;
    }

    /** From now on this user sits at the browser, signed in, and picks that account; null: nobody, so that a form is shown. */
    public SignIns browser(User user) {
        browser = user;
        return this;
    }

    public Optional<User> browser() {
        return Optional.ofNullable(browser);
    }

    /** Whether the user at the browser goes through with a sign-in; otherwise the app hears AADSTS65004. */
    public SignIns accepts(boolean value) {
        accepts = value;
        return this;
    }

    public boolean accepts() {
        return accepts;
    }

    /** Whether users may consent to what needs no administrator; otherwise AADSTS90094. */
    public SignIns userConsent(boolean allowed) {
        userConsent = allowed;
        return this;
    }

    public boolean userConsent() {
        return userConsent;
    }

    /** A new code waits; for the token service. */
    public void open(String userCode) {
        devices.put(userCode, new Device(State.PENDING, null));
    }

    public State state(String userCode) {
        Device device = devices.get(userCode);
        return device == null ? State.UNKNOWN : device.state;
    }

    /** Who approved the code. */
    public Optional<User> user(String userCode) {
        return Optional.ofNullable(devices.get(userCode)).map(device -> device.user);
    }

    /** The code has been used or is out of time. */
    public void close(String userCode) {
        devices.remove(userCode);
    }
}
