package io.github.ferrypost.token;

import io.github.ferrypost.entra.EntraRefusal;
import io.github.ferrypost.reply.Status;

/** The state of a user's sign-in. Immutable. */
public final class SignInResult {
    /** The stage of the sign-in. */
    public enum Stage {
        /** The user has not finished yet (RFC 8628 section 3.5, authorization_pending). */
        PENDING,
        /** Still pending, and we polled too often: add five seconds to the interval (slow_down). */
        SLOW_DOWN,
        /** The user declined. */
        DECLINED,
        /** The code expired before the user finished. */
        EXPIRED,
        REFUSED,
        SIGNED_IN
    }

    private final Stage stage;
    private final TokenAnswer answer;

    private SignInResult(Stage stage, TokenAnswer answer) {
        this.stage = stage;
        this.answer = answer;
    }

    static SignInResult of(TokenAnswer answer) {
        return new SignInResult(stage(answer), answer);
    }

    /** @param error the OAuth error, and {@code description} Entra's text, as the browser returned them */
    static SignInResult refused(String error, String description) {
        TokenAnswer answer = TokenAnswer.refused(EntraRefusal.told(error, description));
        return new SignInResult(error.equals("access_denied") ? declinedOrForbidden(answer) : Stage.REFUSED, answer);
    }

    /**
     * Entra uses one error for a user who declined (AADSTS65004) and for one who may not consent (such as
     * AADSTS90094).
     */
    private static Stage declinedOrForbidden(TokenAnswer answer) {
        String text = answer.grant().refusal().reply().text();
        return text.startsWith("AADSTS") && !text.startsWith("AADSTS65004") ? Stage.REFUSED : Stage.DECLINED;
    }

    private static Stage stage(TokenAnswer answer) {
        if (!answer.grant().isRefused()) {
            return Stage.SIGNED_IN;
        }
        switch (answer.error()) {
            case "authorization_pending":
                return Stage.PENDING;
            case "slow_down":
                return Stage.SLOW_DOWN;
            case "authorization_declined": // Microsoft's error code
                return Stage.DECLINED;
            case "access_denied": // RFC 8628's error code
                return declinedOrForbidden(answer);
            case "expired_token":
                return Stage.EXPIRED;
            default:
                return Stage.REFUSED;
        }
    }

    public Stage stage() {
        return stage;
    }

    /** @throws java.util.NoSuchElementException if the user has signed in */
    public Status refusal() {
        return answer.grant().refusal();
    }

    /** The user who signed in; empty if Entra does not say. */
    public String user() {
        return answer.user();
    }

    TokenAnswer answer() {
        return answer;
    }

    @Override
    public String toString() {
        return stage + (answer.grant().isRefused() ? " " + answer.grant().refusal() : "");
    }
}
