package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.User;
import java.time.Instant;

/** A completed sign-in, which authorization codes and refresh tokens refer to: user, app and method. Immutable. */
final class SignedIn {
    final App app;
    final User user;
    final Platform platform;
    final boolean secondFactor;
    final Instant since;
    private final int sessions;

    private SignedIn(App app, User user, Platform platform, boolean secondFactor, Instant since, int sessions) {
        this.app = app;
        this.user = user;
        this.platform = platform;
        this.secondFactor = secondFactor;
        this.since = since;
        this.sessions = sessions;
    }

    /** A sign-in by a person, who provides a second factor if required. */
    static SignedIn person(App app, User user, Platform platform, Instant now) {
        return new SignedIn(app, user, platform, true, now, user.sessions());
    }

    /** A sign-in by a program with the user's password. */
    static SignedIn password(App app, User user, Platform platform, Instant now) {
        return new SignedIn(app, user, platform, false, now, user.sessions());
    }

    /** Whether the user's sessions have been revoked since. */
    boolean isRevoked() {
        return sessions != user.sessions();
    }
}
