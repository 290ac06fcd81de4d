package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar beside a mail API whose implementation its class loader does not see, in a JVM of its own. */
class MailApiFlavorTest {
    @Test
    void D6_D7_oneWarningWhereNoImplementationIsVisible() throws Exception {
        String classPath = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator, -1))
                .filter(entry -> !entry.matches(".*(angus-mail|logback|slf4j|greenmail).*"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("0 transports").containsOnlyOnce("WARNING: Ferrypost is not active");
        assertThat(output).contains("docs/compatibility.md");
    }

    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            long found = Stream.of("FerrypostTransport", "FerrypostSslTransport", "FerrypostTransport")
                    .filter(name -> MailApiFlavor.transport(name).isPresent())
                    .count();
            System.out.println(found + " transports");
        }
    }
}
