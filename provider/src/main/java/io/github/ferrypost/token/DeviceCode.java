package io.github.ferrypost.token;

import io.github.ferrypost.entra.EntraRefusal;
import io.github.ferrypost.http.Answer;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.util.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A code that a user enters on a Microsoft page, on any device (RFC 8628 section 3.2), or why there is none.
 * Immutable.
 */
public final class DeviceCode {
    /** The default of RFC 8628 section 3.2, for a response without an interval. */
    private static final int INTERVAL_SECONDS = 5;

    private final Map<String, Object> fields;
    private final Instant expires;
    private final @Nullable Status refusal;

    private DeviceCode(Map<String, Object> fields, Instant expires, @Nullable Status refusal) {
        this.fields = fields;
        this.expires = expires;
        this.refusal = refusal;
    }

    static DeviceCode refused(Status status) {
        return new DeviceCode(Map.of(), Instant.MIN, status);
    }

    static DeviceCode of(Answer answer, String host, Instant now) {
        Map<String, Object> json = Json.read(answer.text());
        boolean whole = answer.status() == 200
                && json.containsKey("device_code")
                && json.containsKey("user_code")
                && json.containsKey("verification_uri");
        return whole
                ? new DeviceCode(json, now.plusSeconds(number(json, "expires_in", 900)), null)
                : refused(EntraRefusal.of(answer, host, now));
    }

    private static long number(Map<String, Object> json, String field, long standard) {
        try {
            return (long) Double.parseDouble(Json.text(json, field));
        } catch (NumberFormatException e) {
            return standard;
        }
    }

    public boolean isRefused() {
        return refusal != null;
    }

    /** @throws NoSuchElementException if there is a code */
    public Status refusal() {
        if (refusal == null) {
            throw new NoSuchElementException("there is a code");
        }
        return refusal;
    }

    /** The code that the user enters. */
    public String userCode() {
        return Json.text(fields, "user_code");
    }

    /** The page where the user enters it. */
    public URI page() {
        return URI.create(Json.text(fields, "verification_uri"));
    }

    public Instant expires() {
        return expires;
    }

    /** The delay between two polls. */
    public Duration interval() {
        return Duration.ofSeconds(number(fields, "interval", INTERVAL_SECONDS));
    }

    /** The code to poll with; a secret equivalent to the sign-in. */
    String deviceCode() {
        return Json.text(fields, "device_code");
    }

    @Override
    public String toString() {
        return refusal == null ? "device code until " + expires : refusal.toString();
    }
}
