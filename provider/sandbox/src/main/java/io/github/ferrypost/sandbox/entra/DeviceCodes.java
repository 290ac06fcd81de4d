package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Noise;
import io.github.ferrypost.sandbox.directory.SignIns;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.http.JsonValues;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The device authorization grant (RFC 8628). Thread-safe. */
final class DeviceCodes {
    /** A sign-in in progress. */
    private static final class Device {
        final App app;
        final Scopes scopes;
        final String userCode;
        final Instant expiry;
        private long interval;
        private Instant next;

        Device(App app, Scopes scopes, String userCode, Instant expiry, long interval, Instant next) {
            this.app = app;
            this.scopes = scopes;
            this.userCode = userCode;
            this.expiry = expiry;
            this.interval = interval;
            this.next = next;
        }

        /** Whether a client polls too early; if so, its interval grows by five seconds (section 3.5). */
        synchronized boolean isHasty(Instant now) {
            boolean hasty = now.isBefore(next);
            interval += hasty ? 5_000 : 0;
            // clocks and networks are inexact, so allow a tenth of the interval
            next = now.plusMillis(interval * 9 / 10);
            return hasty;
        }
    }

    private final ClientAuthentication clients;
    private final SignIns signIns;
    private final Clock clock;
    private final SignInLimits limits;
    private final Map<String, Device> devices = new ConcurrentHashMap<>();

    DeviceCodes(ClientAuthentication clients, SignIns signIns, Clock clock, SignInLimits limits) {
        this.clients = clients;
        this.signIns = signIns;
        this.clock = clock;
        this.limits = limits;
    }

    /** The device authorization response; {@code base} is the sandbox's URL, which replaces microsoft.com. */
    Map<String, Object> open(Form form, String base) throws Refusal {
        App app = clients.app(form);
        Scopes scopes = Scopes.parse(form.need("scope"));
        clients.checkEnabled(app);
        String deviceCode = Noise.marked("1.D", 220);
        String userCode = Noise.letters(40)
                .replaceAll("[^A-Za-z2-9]", "X")
                .substring(0, 9)
                .toUpperCase(Locale.ROOT);
        Instant now = clock.instant();
        // the first poll may come at once: in RFC 8628 the interval lies between two polls
        devices.put(
                deviceCode,
                new Device(
                        app,
                        scopes,
                        userCode,
                        now.plus(limits.deviceCodeLifetime()),
                        limits.pollingInterval().toMillis(),
                        Instant.MIN));
        signIns.open(userCode);
        String uri = base + "/devicelogin";
        return JsonValues.of(
                "user_code",
                userCode,
                "device_code",
                deviceCode,
                "verification_uri",
                uri,
                "expires_in",
                limits.deviceCodeLifetime().toSeconds(),
                "interval",
                limits.pollingInterval().toSeconds(),
                "message",
                "To sign in, use a web browser to open the page " + uri + " and enter the code " + userCode
                        + " to authenticate.");
    }

    /** Redeems the code: who has signed in, and with which scopes. */
    UserGrant redeem(Form form) throws Refusal {
        App app = clients.app(form);
        String code = form.need("device_code");
        Device device = devices.get(code);
        if (device == null) {
            throw new Refusal(EntraError.DEVICE_CODE_UNKNOWN, "");
        }
        if (device.app != app) {
            throw new Refusal(EntraError.GRANT_FOREIGN, "");
        }
        Instant now = clock.instant();
        if (!now.isBefore(device.expiry)) {
            signIns.close(device.userCode);
            throw new Refusal(EntraError.DEVICE_CODE_EXPIRED, "");
        }
        SignIns.State state = signIns.state(device.userCode);
        if (state == SignIns.State.PENDING) {
            throw new Refusal(device.isHasty(now) ? EntraError.SLOW_DOWN : EntraError.AUTHORIZATION_PENDING, "");
        }
        // Entra checks the client only after the user has signed in
        ClientAuthentication.Proof proof =
                clients.prove(app, form, app.registration().publicClient());
        if (devices.remove(code) == null) { // another question came between, and has had it
            throw new Refusal(EntraError.DEVICE_CODE_UNKNOWN, "");
        }
        User user = signIns.user(device.userCode).orElse(null);
        signIns.close(device.userCode);
        if (user == null) {
            throw new Refusal(EntraError.DEVICE_CODE_DECLINED, "");
        }
        People.check(user, app);
        Consent.give(app, user, device.scopes, signIns);
        return new UserGrant(SignedIn.person(app, user, Platform.PUBLIC, now), device.scopes, proof);
    }
}
