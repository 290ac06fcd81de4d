package io.github.ferrypost.token;

import io.github.ferrypost.entra.EntraRefusal;
import io.github.ferrypost.reply.Status;

/** How far a user's sign-in has come. Immutable. */
public final class SignInResult {
    /** Where it stands. */
    public enum Stage {
        /** The user has not finished yet (RFC 8628 section 3.5, authorization_pending). */
        PENDING,
        /** The same, and we have asked too often: five seconds more between two questions (slow_down). */
        SLOW_DOWN,
        /** The user has said no. */
        DECLINED,
        /** The user was too late. */
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

    /** @param error of OAuth, {@code description} Entra's words, as a browser brought them back */
    static SignInResult refused(String error, String description) {
        TokenAnswer answer = TokenAnswer.refused(EntraRefusal.told(error, description));
        return new SignInResult(error.equals("access_denied") ? declinedOrForbidden(answer) : Stage.REFUSED, answer);
    }

    /** Entra has one word for a user who said no (AADSTS65004) and for one who may not say yes (such as AADSTS90094). */
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
            case "authorization_declined": // Microsoft's word
                return Stage.DECLINED;
            case "access_denied": // that of RFC 8628
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

    /** Who has signed in; empty where Entra does not tell. */
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
