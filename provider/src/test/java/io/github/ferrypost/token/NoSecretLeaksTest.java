package io.github.ferrypost.token;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.testing.TestKeys;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Everything that is said at the most verbose level, searched for what must not be said. */
class NoSecretLeaksTest {
    @TempDir
    Path folder;

    private static final class Capture extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
            for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                lines.add(cause.getClassName() + " " + cause.getMessage());
            }
        }
    }

    @Test
    void noTokenSecretOrPasswordIsLoggedOrReported() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        Capture capture = new Capture();
        capture.start();
        root.addAppender(capture);
        root.setLevel(Level.TRACE);
        List<String> secrets = new ArrayList<>(List.of(TestKeys.PASSWORD, "WRONGSECRETWRONGSECRET"));
        List<String> reported = new ArrayList<>();
        try (Scene scene = new Scene()) {
            secrets.add(scene.sandbox.secret());
            everything(scene, secrets, reported);
        } finally {
            root.setLevel(before);
            root.detachAppender(capture);
        }
        List<String> said = new ArrayList<>(capture.lines);
        said.addAll(reported);
        for (String logger :
                List.of("io.github.ferrypost.http ", "io.github.ferrypost.token ", "com.microsoft.aad.msal4j")) {
            assertThat(said.stream().anyMatch(line -> line.startsWith(logger)))
                    .as(logger)
                    .isTrue();
        }
        // named by the beginning of the line: a failure must not print the secret either
        assertThat(said.stream()
                        .filter(line -> secrets.stream().anyMatch(line::contains))
                        .map(line -> line.substring(0, Math.min(60, line.length()))))
                .isEmpty();
    }

    private void everything(Scene scene, List<String> secrets, List<String> reported) throws Exception {
        TestKeys keys = TestKeys.rsa();
        Path p12 = Files.write(folder.resolve("key.p12"), keys.pkcs12());
        scene.sandbox.app().addCertificate(keys.certificate());
        List<Account> accounts = List.of(
                scene.account(),
                scene.account(Credential.secret("WRONGSECRETWRONGSECRET")),
                scene.account(Credential.certificate(p12, TestKeys.PASSWORD)),
                scene.account(Credential.certificate(p12, "WRONGSECRETWRONGSECRET")),
                scene.account()
                        .withEndpoints(scene.account().endpoints().withLogin(URI.create("https://login.invalid"))));
        List<Fault> faults = List.of(
                Fault.delay(java.time.Duration.ZERO),
                Fault.delay(java.time.Duration.ofMillis(10)),
                Fault.status(503),
                Fault.html(),
                Fault.garbage(),
                Fault.dropBeforeAcceptance(),
                Fault.aadsts(7000215));
        for (Fault fault : faults) {
            for (Account account : accounts) {
                scene.sandbox.faults().clear();
                scene.sandbox.faults().next(Target.TOKEN, fault);
                TokenResult grant = scene.tokens.get(account, TokenResource.GRAPH);
                reported.add(grant + " " + account + " " + account.credential());
                if (grant.isRefused()) {
                    reported.add(grant.refusal().reply().detail() + " "
                            + grant.refusal().reply().explanation());
                } else {
                    secrets.add(grant.token().value());
                    scene.tokens.reject(account, TokenResource.GRAPH, grant.token());
                }
                scene.clock.advance(java.time.Duration.ofSeconds(11));
            }
        }
        // the count alone: a failure would print what must not be printed
        assertThat(secrets.size()).as("secrets to look for").isGreaterThan(5);
    }
}
