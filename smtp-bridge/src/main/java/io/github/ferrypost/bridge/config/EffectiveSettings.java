package io.github.ferrypost.bridge.config;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.UserInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Formats the effective settings as text: each value with its origin, no secret. Stateless. */
public final class EffectiveSettings {
    private EffectiveSettings() {}

    /** The lines: first the values that are set, then the bridge's defaults, each sorted by name. */
    public static List<String> lines(Settings settings) {
        Stream<String> set = settings.keys().stream()
                .filter(name -> settings.get(name).isPresent())
                .map(name -> name + " = " + shown(settings, name) + "   # "
                        + settings.origin(name).orElse(""));
        Stream<String> standard = BridgeKeys.ALL.rows().stream()
                .filter(key ->
                        settings.get(key.name()).isEmpty() && !key.standard().isEmpty() && !key.isNamed())
                .map(key -> key.name() + " = " + key.standard() + "   # default");
        return Stream.concat(set, standard).toList();
    }

    private static boolean mayNameUser(Key key) {
        return key.name().equals("ferrypost.proxy") || key.name().startsWith("ferrypost.endpoint.");
    }

    /** Also hides the value of an unknown key, which may be a misspelt secret. */
    private static String shown(Settings settings, String name) {
        Optional<Key> key = BridgeKeys.ALL.find(name);
        if (key.isEmpty() || key.get().isSecret()) {
            return "(hidden)";
        }
        String value = settings.get(name).orElse("");
        return mayNameUser(key.get()) ? UserInfo.hiddenIn(value) : value;
    }
}
