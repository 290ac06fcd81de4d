package io.github.ferrypost.bridge.reload;

import io.github.ferrypost.account.SettingsException;
import java.io.IOException;

/** A part of the bridge that follows changed settings. Called by one thread at a time. */
public interface ReloadPart {
    /**
     * Prepares everything that may fail, without an effect on running work.
     *
     * @throws SettingsException if the settings cannot be met
     * @throws IOException if something is missing, such as a port; the message says what
     */
    ReloadStep prepare(SettingsChange change) throws SettingsException, IOException;
}
