package io.github.ferrypost.login;

import io.github.ferrypost.token.DeviceCode;
import io.github.ferrypost.token.SignInResult;
import io.github.ferrypost.token.UserSignIn;
import io.github.ferrypost.util.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A sign-in with a code entered on any device (RFC 8628). */
final class DeviceCodeFlow {
    /** RFC 8628 section 3.5, on slow_down. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final UserSignIn signIn;
    private final LoginOutput output;
    private final Sleeper waits;
    private final Clock clock;

    DeviceCodeFlow(UserSignIn signIn, LoginOutput output, Sleeper waits, Clock clock) {
        this.signIn = signIn;
        this.output = output;
        this.waits = waits;
        this.clock = clock;
    }

    /** Runs the flow; empty if the refusal was already printed. */
    Optional<SignInResult> go() throws InterruptedException {
        DeviceCode code = signIn.deviceCode();
        if (code.isRefused()) {
            output.refusal(code.refusal());
            return Optional.empty();
        }
        // rounded to the minute: a few milliseconds have already passed
        long minutes = Duration.between(clock.instant(), code.expires())
                .plusSeconds(30)
                .toMinutes();
        output.say(LoginMessages.ENTER_CODE, code.page(), code.userCode());
        output.say(LoginMessages.SIGN_IN_AS, signIn.user());
        output.say(LoginMessages.CODE_HOLDS, minutes);
        Duration interval = code.interval();
        while (clock.instant().isBefore(code.expires())) {
            waits.pause(interval);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            SignInResult attempt = signIn.poll(code);
            switch (attempt.stage()) {
                case PENDING:
                    break;
                case SLOW_DOWN:
                    interval = interval.plus(SLOWER);
                    break;
                default:
                    if (!mayPass(attempt)) {
                        return Optional.of(attempt);
                    }
            }
        }
        output.say(LoginMessages.TOO_LATE);
        return Optional.empty();
    }

    /** A brief network failure must not cost the user another sign-in (RFC 8628 section 3.5, last paragraph). */
    private static boolean mayPass(SignInResult attempt) {
        return attempt.stage() == SignInResult.Stage.REFUSED
                && attempt.refusal().reply().code() < 500;
    }
}
