package io.github.ferrypost.bridge.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The input of the settings form, as changes to the settings file; an empty value removes a setting. Immutable; no
 * secret in {@link #toString()}.
 *
 * @param account its name; empty for the unnamed one
 */
record SettingsDraft(String account, Map<String, String> changes) {
    SettingsDraft {
        changes = Map.copyOf(changes);
    }

    /** The changes in the order of the form. */
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
