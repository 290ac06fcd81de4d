package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Noise;
import io.github.ferrypost.sandbox.directory.SignIns;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The device authorization grant (RFC 8628). Thread-safe. */
final class DeviceCodes {
    /** One sign-in under way. */
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

        /** Whether a client asks before its time; if so it has to wait five seconds more from now on (section 3.5). */
        synchronized boolean isHasty(Instant now) {
            boolean hasty = now.isBefore(next);
            interval += hasty ? 5_000 : 0;
            // clocks and networks are not exact: a tenth of the interval is forgiven
            next = now.plusMillis(interval * 9 / 10);
            return hasty;
        }
    }

    private final Clients clients;
    private final SignIns signIns;
    private final Clock clock;
    private final SignInLimits limits;
    private final Map<String, Device> devices = new ConcurrentHashMap<>();

    DeviceCodes(Clients clients, SignIns signIns, Clock clock, SignInLimits limits) {
        this.clients = clients;
        this.signIns = signIns;
        this.clock = clock;
        this.limits = limits;
    }

    /** The device authorization response; {@code base} is where the sandbox is, in place of microsoft.com. */
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
        // the first question may come at once: RFC 8628 counts the interval between two of them
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
        return Json.of(
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

    /** The grant: who has signed in, and to what. */
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
        // Entra looks at the client only when the person has signed in
        Clients.Proof proof = clients.prove(app, form, app.registration().publicClient());
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
