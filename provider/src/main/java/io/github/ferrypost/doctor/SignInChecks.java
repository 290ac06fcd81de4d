package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Credential;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.token.Expiries;
import io.github.ferrypost.token.Expiry;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** How the account signs in, and until when. */
final class SignInChecks {
    private SignInChecks() {}

    static Result way(CheckContext visit) {
        Credential credential = visit.account().credential();
        ReportText seen = visit.say("seen.sign-in", "way", credential.how().key());
        switch (credential.how()) {
            case PASSWORD:
                return Result.warning(visit.say("seen.sign-in-password"), visit.say("remedy.sign-in-app"));
            case DEVICE_CODE:
            case BROWSER:
                return Result.ok(visit.say(
                        "seen.sign-in-user",
                        "way",
                        credential.how().key(),
                        "user",
                        ((Credential.Delegated) credential).user()));
            default:
                return Result.ok(seen);
        }
    }

    /** Whether a user signs in, and not the app for itself. */
    static boolean isOfUser(CheckContext visit) {
        return visit.signIn()
                .filter(Set.of(SignIn.DEVICE_CODE, SignIn.BROWSER, SignIn.PASSWORD)::contains)
                .isPresent();
    }

    /** The certificate has a check of its own. */
    static boolean knowsEnd(CheckContext visit) {
        return visit.signIn().filter(SignIn.CERTIFICATE::equals).isEmpty();
    }

    static Result end(CheckContext visit) {
        Optional<Expiry> first = Expiries.of(visit.account()).stream().findFirst();
        if (first.isEmpty()) {
            boolean secret = visit.account().credential().how() == SignIn.SECRET;
            return Result.ok(visit.say(secret ? "seen.end-unknown" : "seen.no-end"));
        }
        Instant now = visit.tools().clock().instant();
        boolean user = first.get().kind() == Expiry.Kind.SIGN_IN;
        ReportText seen = visit.say(
                user ? "seen.end-sign-in" : "seen.end-secret",
                "until",
                first.get().day().toString());
        return first.get().isNear(now)
                ? Result.warning(seen, visit.say(user ? "remedy.login" : "remedy.new-secret"))
                : Result.ok(seen);
    }
}
