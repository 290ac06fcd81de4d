package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.SignIns;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.http.HttpAnswer;
import java.util.Locale;

/** The page at the verification address; replaces microsoft.com/devicelogin. Thread-safe. */
final class DevicePage {
    private final Directory directory;

    DevicePage(Directory directory) {
        this.directory = directory;
    }

    HttpAnswer answer(Form typed) {
        if (typed.get("otc") == null) {
            return Pages.device("", "");
        }
        String code = typed.get("otc").strip().toUpperCase(Locale.ROOT);
        SignIns signIns = directory.signIns();
        if (signIns.state(code) != SignIns.State.PENDING) {
            return Pages.device("That code didn't work. Check the code and try again.", code);
        }
        if (typed.get("decline") != null) {
            signIns.decline(code);
            return Pages.told("You have declined. You may now close this window.");
        }
        try {
            User user = People.withPassword(directory, typed.need("login"), typed.need("passwd"));
            signIns.approve(code, user);
            return Pages.told("You have signed in. You may now close this window.");
        } catch (Refusal wrong) {
            return Pages.device(wrong.error().description(wrong.getMessage()), code);
        }
    }
}
