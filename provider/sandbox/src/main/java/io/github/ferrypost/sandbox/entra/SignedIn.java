package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.User;
import java.time.Instant;

/** Who has signed in to which app, and how: what authorization codes and refresh tokens stand for. Immutable. */
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

    /** A person, who brings a second factor where one is wanted. */
    static SignedIn person(App app, User user, Platform platform, Instant now) {
        return new SignedIn(app, user, platform, true, now, user.sessions());
    }

    /** A program that knows the password. */
    static SignedIn password(App app, User user, Platform platform, Instant now) {
        return new SignedIn(app, user, platform, false, now, user.sessions());
    }

    /** Whether the user's sessions have been ended since. */
    boolean isRevoked() {
        return sessions != user.sessions();
    }
}
