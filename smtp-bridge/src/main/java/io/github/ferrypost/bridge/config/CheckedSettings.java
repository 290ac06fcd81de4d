package io.github.ferrypost.bridge.config;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings, with the bridge's and the accounts' configuration read from them. Immutable. */
public record CheckedSettings(Settings settings, BridgeConfig config, Accounts accounts) {
    private static final String NO_ACCOUNT = "No account is set up, so the bridge could not send anything."
            + " Set ferrypost.mailbox, ferrypost.tenant, ferrypost.client and ferrypost.secret; `ferrypost"
            + " setup` serves a form for them.";

    /** @throws SettingsException with all problems, those of the bridge and those of the accounts */
    public static CheckedSettings of(Settings settings) throws SettingsException {
        List<String> problems = new ArrayList<>();
        @Nullable BridgeConfig config = null;
        @Nullable Accounts accounts = null;
        try {
            config = BridgeConfig.from(settings);
        } catch (SettingsException e) {
            problems.addAll(e.problems());
        }
        try {
            accounts = Accounts.from(settings);
        } catch (SettingsException e) {
            problems.addAll(e.problems());
        }
        if (accounts != null && accounts.all().isEmpty()) {
            problems.add(NO_ACCOUNT);
        }
        if (config == null || accounts == null || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new CheckedSettings(settings, config, accounts);
    }
}
