package io.github.ferrypost.bridge.web;

import io.github.ferrypost.doctor.Finding;
import io.github.ferrypost.doctor.Health;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The findings in the order in which a person needs them: what is wrong first and open, the rest folded. Stateless. */
final class FindingGroups {
    private static final Set<Health> OPEN = Set.of(Health.FAULT, Health.NOT_PROVEN, Health.WARNING);
    private static final Set<Health> PASSED = Set.of(Health.OK, Health.NOTE);
    private static final Set<Health> UNKNOWN = Set.of(Health.NOT_CHECKABLE, Health.SKIPPED);

    private FindingGroups() {}

    /** For the template: {@code open} findings, and {@code folded} groups with their {@code title}. */
    static Map<String, Object> of(List<Finding> findings, PageMessages words) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put(
                "open",
                findings.stream()
                        .filter(finding -> OPEN.contains(finding.health()))
                        .sorted(Comparator.comparing(Finding::health).reversed())
                        .map(finding -> FindingView.of(finding, words))
                        .toList());
        List<Map<String, Object>> folded = new ArrayList<>();
        fold("folded-ok", PASSED, findings, words, folded);
        fold("folded-other", UNKNOWN, findings, words, folded);
        model.put("folded", folded);
        return model;
    }

    private static void fold(
            String word,
            Set<Health> healths,
            List<Finding> findings,
            PageMessages words,
            List<Map<String, Object>> folded) {
        List<Map<String, Object>> members = findings.stream()
                .filter(finding -> healths.contains(finding.health()))
                .map(finding -> FindingView.of(finding, words))
                .toList();
        if (!members.isEmpty()) {
            folded.add(Map.of("title", words.say(word, "n", members.size()), "findings", members));
        }
    }
}
