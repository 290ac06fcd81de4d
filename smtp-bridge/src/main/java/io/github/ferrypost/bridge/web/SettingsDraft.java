package io.github.ferrypost.bridge.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was typed, as changes of the settings file; an empty value takes a setting away. Immutable; no secret in {@link
 * #toString()}.
 *
 * @param account its name; empty for the unnamed one
 */
record SettingsDraft(String account, Map<String, String> changes) {
    SettingsDraft {
        changes = Map.copyOf(changes);
    }

    /** In the order of the form. */
    Map<String, String> ordered() {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (FormField field : FormField.values()) {
            String key = field.key(account);
            if (changes.containsKey(key)) {
                ordered.put(key, changes.get(key));
            }
        }
        changes.forEach(ordered::putIfAbsent);
        return ordered;
    }

    @Override
    public String toString() {
        return "draft of " + changes.keySet();
    }
}
