package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.User;

/** The checks of an account at sign-in, in Entra's order. */
final class People {
    private People() {}

    /** The account of this name, if this is its password. */
    static User withPassword(Directory directory, String name, String password) throws Refusal {
        User user = directory.user(name).orElseThrow(() -> new Refusal(EntraError.USER_UNKNOWN, name));
        if (user.locked()) {
            throw new Refusal(EntraError.USER_LOCKED, "");
        }
        if (user.federated() || !user.password().equals(password)) {
            throw new Refusal(EntraError.WRONG_PASSWORD, "");
        }
        if (user.mustChangePassword()) {
            throw new Refusal(EntraError.PASSWORD_EXPIRED, "");
        }
        return user;
    }

    /** Whether more than a password is asked for; the resource that asks is Graph, as in Entra's own words. */
    static void checkFactors(User user, boolean secondFactor) throws Refusal {
        if (user.mfa() && !secondFactor) {
            throw new Refusal(EntraError.MFA_REQUIRED, "00000003-0000-0000-c000-000000000000");
        }
    }

    /** Whether the account may sign in to the app at all. */
    static void check(User user, App app) throws Refusal {
        if (user.disabled()) {
            throw new Refusal(EntraError.USER_DISABLED, "");
        }
        if (!app.admits(user)) {
            throw new Refusal(EntraError.NOT_ASSIGNED, app.clientId() + "'(" + app.name() + ")");
        }
    }
}
