package io.github.ferrypost.bridge.web;

import io.github.ferrypost.doctor.Finding;
import io.github.ferrypost.doctor.ReportText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A check and its result, for the templates. */
final class FindingView {
    private FindingView() {}

    static Map<String, Object> of(Finding finding, PageMessages words) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("check", finding.id());
        model.put("tone", finding.health().key());
        model.put("health", words.say("health-" + finding.health().key()));
        model.put("check-title", finding.title().in(words.language()));
        model.put("seen", finding.seen().in(words.language()));
        model.put("looked", finding.lookedAt().in(words.language()));
        model.put("steps", finding.steps().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        Optional<String> field = FindingField.of(finding).map(FormField::suffix);
        model.put("field", field.orElse(""));
        model.put("field-label", field.map(name -> words.say("label-" + name)).orElse(""));
        model.put(
                "remedies",
                finding.remedies().stream()
                        .map(remedy -> Map.of("text", remedy.in(words.language()), "lines", isLines(remedy)))
                        .toList());
        return model;
    }

    /** Whether the remedy consists of lines to paste into PowerShell. */
    private static boolean isLines(ReportText remedy) {
        return remedy.key().startsWith("lines.");
    }
}
