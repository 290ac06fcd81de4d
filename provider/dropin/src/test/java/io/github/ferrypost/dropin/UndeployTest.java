package io.github.ferrypost.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application with the jar in it is undeployed: its class loader can be collected, so no thread of ours is left. */
class UndeployTest {
    @TempDir
    Path folder;

    @Test
    void theClassLoaderOfAProgramThatSentIsCollected() throws Exception {
        Stack stack = Stack.current();
        Path classes = new Programs(folder).classes(stack);
        try (Sandbox sandbox = Sandbox.start()) {
            Properties settings = new Properties();
            settings.putAll(sandbox.settings());
            settings.put("ferrypost.hosts", "127.0.0.1");
            try (var out = Files.newOutputStream(classes.resolve("ferrypost.properties"))) {
                settings.store(out, null);
            }
            // soft references, as the JSON parser keeps its buffers, go when memory is short: here at once
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:SoftRefLRUPolicyMSPerMB=0",
                    Path.of("src", "test", "programs", "Undeploy.java").toString()));
            stack.paths().forEach(jar -> command.add(jar.toString()));
            command.add(stack.drop().toString());
            command.add(classes.toString());
            Process server =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(sandbox.delivered()).hasSize(1);
            assertThat(output.lines()).contains("collected");
        }
    }
}
