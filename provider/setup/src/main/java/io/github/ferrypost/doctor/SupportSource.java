package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Keys;
import io.github.ferrypost.account.Settings;
import java.util.Map;

/** What the program around the doctor adds to a {@link SupportBundle}. */
public interface SupportSource {
    /** A program that adds nothing. */
    SupportSource NONE = new SupportSource() {};

    /** The settings that the program knows; the value of any other is hidden. */
    default Keys keys() {
        return Keys.PROVIDER;
    }

    /** File names and texts, such as the log. The bundle redacts the settings' secrets in them. */
    default Map<String, String> files(Settings settings) {
        return Map.of();
    }
}
