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

/** A code that a user enters on a page of Microsoft's, on any device (RFC 8628 section 3.2), or why there is none. */
public final class DeviceCode {
    /** RFC 8628 section 3.2, for an answer that does not say. */
    private static final int INTERVAL_SECONDS = 5;

    private final Map<String, Object> fields;
    private final Instant expires;
    private final Status refusal;

    private DeviceCode(Map<String, Object> fields, Instant expires, Status refusal) {
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

    /** What the user types. */
    public String userCode() {
        return Json.text(fields, "user_code");
    }

    /** Where the user types it. */
    public URI page() {
        return URI.create(Json.text(fields, "verification_uri"));
    }

    public Instant expires() {
        return expires;
    }

    /** How long to wait between two questions whether the user has done so. */
    public Duration interval() {
        return Duration.ofSeconds(number(fields, "interval", INTERVAL_SECONDS));
    }

    /** What we ask by; a secret as good as the sign-in. */
    String deviceCode() {
        return Json.text(fields, "device_code");
    }

    @Override
    public String toString() {
        return refusal == null ? "device code until " + expires : refusal.toString();
    }
}
