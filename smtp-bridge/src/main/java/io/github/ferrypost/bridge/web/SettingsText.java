package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.reload.ReloadResult;
import java.util.ArrayList;
import java.util.List;

/** Says on the page what the running bridge did with changed settings. Stateless. */
final class SettingsText {
    private SettingsText() {}

    /** After saving: one sentence for the file, then the reasons, and what needs a restart. */
    static List<String> saved(ReloadResult applied, String file, PageMessages words) {
        List<String> texts = new ArrayList<>();
        texts.add(
                switch (applied.kind()) {
                    case APPLIED ->
                        words.say("saved-applied", "file", file, "settings", String.join(", ", applied.changed()));
                    case UNCHANGED -> words.say("saved-unchanged", "file", file);
                    case REJECTED -> words.say("saved-rejected", "file", file);
                });
        texts.addAll(applied.problems());
        restart(applied, words, texts);
        return texts;
    }

    /** On the status page: why changed settings are not in use; empty if they are. */
    static List<String> pending(ReloadResult last, PageMessages words) {
        List<String> texts = new ArrayList<>();
        if (last.isRejected()) {
            texts.add(words.say("settings-rejected"));
            texts.addAll(last.problems());
        }
        restart(last, words, texts);
        return texts;
    }

    private static void restart(ReloadResult result, PageMessages words, List<String> texts) {
        if (!result.restart().isEmpty()) {
            texts.add(words.say("settings-restart", "settings", String.join(", ", result.restart())));
        }
    }
}
