package io.github.ferrypost.entra;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;

/** The category of an AADSTS code, which determines the SMTP codes. */
public enum AadstsKind {
    /** The secret, certificate or password is invalid. RFC 4954 section 6: 535 5.7.8. */
    CREDENTIAL(535, "5.7.8", FailureScope.ACCOUNT),
    /** App or tenant unknown, or configured for another purpose. RFC 4954 section 6: 535 5.7.8. */
    REGISTRATION(535, "5.7.8", FailureScope.ACCOUNT),
    /** A permission was not granted. RFC 4954 section 6: 535 5.7.8, "invalid or insufficient". */
    CONSENT(535, "5.7.8", FailureScope.ACCOUNT),
    /** The tenant's policy requires a stronger sign-in. RFC 4954 section 6: 534 5.7.9. */
    POLICY(534, "5.7.9", FailureScope.ACCOUNT),
    /** App or user disabled. RFC 5248 section 2.4 registry, X.7.13: 525 5.7.13. */
    DISABLED(525, "5.7.13", FailureScope.ACCOUNT),
    /** The user has to sign in again. RFC 4954 section 6: 530 5.7.0. */
    SIGN_IN(530, "5.7.0", FailureScope.ACCOUNT),
    /** Entra could not process our request. RFC 3463 section 3.8: X.7.0, other security status. */
    REQUEST(535, "5.7.0", FailureScope.ACCOUNT),
    /** Transient, and caused by this account. RFC 4954 section 6: 454 4.7.0. */
    ACCOUNT_WAITS(454, "4.7.0", FailureScope.ACCOUNT),
    /** Entra is busy or failing. RFC 4954 section 6: 454 4.7.0. */
    BUSY(454, "4.7.0", FailureScope.SESSION);

    private final int code;
    private final String enhanced;
    private final FailureScope blame;

    AadstsKind(int code, String enhanced, FailureScope blame) {
        this.code = code;
        this.enhanced = enhanced;
        this.blame = blame;
    }

    /** TRANSIENT or PERMANENT. */
    public Verdict verdict() {
        return code < 500 ? Verdict.TRANSIENT : Verdict.PERMANENT;
    }

    public FailureScope blame() {
        return blame;
    }

    /** A status of this kind; see {@link Reply} for the arguments. */
    public Status status(String text, String detail, String remedy) {
        Reply reply = Reply.of(code, enhanced, text).withDetail(detail).withRemedy(remedy);
        return code < 500 ? Status.later(blame, reply) : Status.never(blame, reply);
    }
}
