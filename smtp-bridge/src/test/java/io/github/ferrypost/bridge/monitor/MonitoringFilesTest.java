package io.github.ferrypost.bridge.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.util.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and the alert rules ask for metrics and labels that the bridge has. */
class MonitoringFilesTest {
    private static final Path FOLDER = Path.of("docs", "monitoring");
    private static final String DASHBOARD = "grafana-dashboard.json";
    private static final String RULES = "prometheus-rules.yml";
    private static final Pattern METRIC = Pattern.compile("\\bferrypost_[a-z_]+");
    private static final Pattern BY = Pattern.compile("\\bby \\(([a-z_, ]+)\\)");
    private static final Pattern LABEL = Pattern.compile("\\{\\{ ?\\$?(?:labels\\.)?([a-z_]+) ?}}|([a-z_]+)=~?\\\\?\"");

    /** Set by Prometheus. */
    private static final Set<String> OTHERS = Set.of("instance", "value");

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    private static Set<String> exposed() {
        return Arrays.stream(Meter.values())
                .flatMap(meter -> meter.type().equals("timer")
                        ? Stream.of("_count", "_sum", "_max").map(part -> meter.exposed() + part)
                        : Stream.of(meter.exposed()))
                .collect(Collectors.toSet());
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            String group = matcher.groupCount() == 0
                    ? matcher.group()
                    : matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            found.addAll(Arrays.asList(group.split(", *")));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {DASHBOARD, RULES})
    void everyMetricAndLabelExists(String file) throws IOException {
        assertThat(found(METRIC, text(file))).isNotEmpty().isSubsetOf(exposed());
        Set<String> labels = Arrays.stream(Meter.values())
                .flatMap(meter -> meter.labels().stream())
                .collect(Collectors.toSet());
        labels.addAll(OTHERS);
        assertThat(found(BY, text(file))).isSubsetOf(labels);
        assertThat(found(LABEL, text(file))).isNotEmpty().isSubsetOf(labels);
    }

    /** Between both, so that no metric is without a use. */
    @Test
    void everyMetricIsUsed() throws IOException {
        String both = text(DASHBOARD) + text(RULES);
        assertThat(Arrays.stream(Meter.values()).filter(meter -> !both.contains(meter.exposed())))
                .containsOnly(Meter.HELD, Meter.REMOVED);
    }

    @Test
    void theDashboardIsJson() throws IOException {
        Map<String, Object> dashboard = Json.read(text(DASHBOARD));
        assertThat(dashboard).containsEntry("uid", "ferrypost");
        assertThat(Json.list(dashboard, "panels")).hasSizeGreaterThan(10);
    }

    @Test
    void promtoolAcceptsTheRules() throws Exception {
        Path promtool = Path.of("/usr/bin/promtool");
        assertThat(promtool).as("install the package prometheus").isExecutable();
        Process process = new ProcessBuilder(
                        promtool.toString(),
                        "check",
                        "rules",
                        FOLDER.resolve(RULES).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("9 rules found");
    }
}
