package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.token.Expiries;
import io.github.ferrypost.token.Expiry;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Checks how the account signs in, and until when. */
final class SignInChecks {
    private SignInChecks() {}

    static Result way(CheckContext context) {
        Credential credential = context.account().credential();
        ReportText seen = context.say("seen.sign-in", "way", credential.how().key());
        switch (credential.how()) {
            case PASSWORD:
                return Result.warning(context.say("seen.sign-in-password"), context.say("remedy.sign-in-app"));
            case DEVICE_CODE:
            case BROWSER:
                return Result.ok(context.say(
                        "seen.sign-in-user",
                        "way",
                        credential.how().key(),
                        "user",
                        ((Credential.Delegated) credential).user()));
            default:
                return Result.ok(seen);
        }
    }

    /** Whether a user signs in, rather than the app itself. */
    static boolean isOfUser(CheckContext context) {
        return context.signIn()
                .filter(Set.of(SignIn.DEVICE_CODE, SignIn.BROWSER, SignIn.PASSWORD)::contains)
                .isPresent();
    }

    /** The certificate has its own check. */
    static boolean knowsEnd(CheckContext context) {
        return context.signIn().filter(SignIn.CERTIFICATE::equals).isEmpty();
    }

    static Result end(CheckContext context) {
        Optional<Expiry> first = Expiries.of(context.account()).stream().findFirst();
        if (first.isEmpty()) {
            boolean secret = context.account().credential().how() == SignIn.SECRET;
            return Result.ok(context.say(secret ? "seen.end-unknown" : "seen.no-end"));
        }
        Instant now = context.tools().clock().instant();
        boolean user = first.get().kind() == Expiry.Kind.SIGN_IN;
        ReportText seen = context.say(
                user ? "seen.end-sign-in" : "seen.end-secret",
                "until",
                first.get().day().toString());
        return first.get().isNear(now)
                ? Result.warning(seen, context.say(user ? "remedy.login" : "remedy.new-secret"))
                : Result.ok(seen);
    }
}
