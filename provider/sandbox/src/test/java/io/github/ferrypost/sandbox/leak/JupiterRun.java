package io.github.ferrypost.sandbox.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoveryFilter;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;

/** One test class, run within a test. */
final class JupiterRun implements EngineExecutionListener {
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> succeeded = new ArrayList<>();

    private JupiterRun() {}

    /** @param patience how long the rule waits, in milliseconds */
    static JupiterRun of(Class<?> test, int patience) {
        JupiterRun run = new JupiterRun();
        JupiterTestEngine engine = new JupiterTestEngine();
        Parameters parameters = new Parameters(Map.of(LeakRule.PATIENCE, Integer.toString(patience)));
        TestDescriptor root = engine.discover(new OneClass(test, parameters), UniqueId.forEngine(engine.getId()));
        try (NamespacedHierarchicalStore<Namespace> session = new NamespacedHierarchicalStore<>(null);
                NamespacedHierarchicalStore<Namespace> store = session.newChild()) {
            engine.execute(ExecutionRequest.create(
                    root, run, parameters, new NoOutput(), store, CancellationToken.disabled()));
        }
        return run;
    }

    Optional<Throwable> failure() {
        return failures.stream().findFirst();
    }

    List<String> succeeded() {
        return succeeded;
    }

    @Override
    public void executionFinished(TestDescriptor descriptor, TestExecutionResult result) {
        result.getThrowable().ifPresent(failures::add);
        if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            succeeded.add(descriptor.getDisplayName());
        }
    }

    private record Parameters(Map<String, String> values) implements ConfigurationParameters {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public Optional<Boolean> getBoolean(String key) {
            return get(key).map(Boolean::parseBoolean);
        }

        @Override
        public Set<String> keySet() {
            return values.keySet();
        }
    }

    private record OneClass(Class<?> test, Parameters parameters) implements EngineDiscoveryRequest {
        @Override
        public <T extends DiscoverySelector> List<T> getSelectorsByType(Class<T> type) {
            DiscoverySelector selector = DiscoverySelectors.selectClass(test);
            return type.isInstance(selector) ? List.of(type.cast(selector)) : List.of();
        }

        @Override
        public <T extends DiscoveryFilter<?>> List<T> getFiltersByType(Class<T> type) {
            return List.of();
        }

        @Override
        public ConfigurationParameters getConfigurationParameters() {
            return parameters;
        }

        @Override
        public OutputDirectoryCreator getOutputDirectoryCreator() {
            return new NoOutput();
        }
    }

    /** No test here writes a report. */
    private static final class NoOutput implements OutputDirectoryCreator {
        @Override
        public java.nio.file.Path getRootDirectory() {
            throw new UnsupportedOperationException();
        }

        @Override
        public java.nio.file.Path createOutputDirectory(TestDescriptor descriptor) {
            throw new UnsupportedOperationException();
        }
    }
}
