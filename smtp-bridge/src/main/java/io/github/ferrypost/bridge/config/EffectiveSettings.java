package io.github.ferrypost.bridge.config;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.UserInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings in force as lines of text: value and origin of each, and no secret. */
public final class EffectiveSettings {
    private EffectiveSettings() {}

    /** First what is set, then the defaults of the bridge; each group in the order of the names. */
    public static List<String> lines(Settings settings) {
        Stream<String> set = settings.keys().stream()
                .filter(name -> settings.get(name).isPresent())
                .map(name -> name + " = " + shown(settings, name) + "   # "
                        + settings.origin(name).orElse(""));
        Stream<String> standard = BridgeKeys.ALL.rows().stream()
                .filter(key ->
                        settings.get(key.name()).isEmpty() && !key.standard().isEmpty())
                .map(key -> key.name() + " = " + key.standard() + "   # default");
        return Stream.concat(set, standard).toList();
    }

    private static boolean mayNameUser(Key key) {
        return key.name().equals("ferrypost.proxy") || key.name().startsWith("ferrypost.endpoint.");
    }

    /** A name that is not in the table may be a misspelt secret: its value is hidden too. */
    private static String shown(Settings settings, String name) {
        Optional<Key> key = BridgeKeys.ALL.find(name);
        if (key.isEmpty() || key.get().isSecret()) {
            return "(hidden)";
        }
        String value = settings.get(name).orElse("");
        return mayNameUser(key.get()) ? UserInfo.hiddenIn(value) : value;
    }
}
