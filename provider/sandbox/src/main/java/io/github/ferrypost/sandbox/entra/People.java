package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.User;

/** The checks of a user account at sign-in, in Entra's order. */
final class People {
    private People() {}

    /** The account with this name, if the password is correct. */
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

    /** Checks whether more than a password is required; the error names Graph as the resource, as Entra's does. */
    static void checkFactors(User user, boolean secondFactor) throws Refusal {
        if (user.mfa() && !secondFactor) {
            throw new Refusal(EntraError.MFA_REQUIRED, "00000003-0000-0000-c000-000000000000");
        }
    }

    /** Checks whether the account may sign in to the app at all. */
    static void check(User user, App app) throws Refusal {
        if (user.disabled()) {
            throw new Refusal(EntraError.USER_DISABLED, "");
        }
        if (!app.admits(user)) {
            throw new Refusal(EntraError.NOT_ASSIGNED, app.clientId() + "'(" + app.name() + ")");
        }
    }
}
