package io.github.ferrypost.bridge.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.bridge.RecordingRoads;
import io.github.ferrypost.bridge.config.AlertConfig;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.sandbox.MutableClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts follow changed settings while incidents last. */
class AlertServiceTest {
    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.stopped();

    private static AlertConfig to(Optional<URI> webhook) {
        return new AlertConfig(
                List.of(), webhook, AlertConfig.Format.JSON, List.of(), Duration.ofHours(1), AlertConfig.Language.EN);
    }

    private AlertService.Needs needs() {
        return new AlertService.Needs(
                "bridge.example",
                List.of(),
                new RecordingRoads(),
                Http.standard(HttpOptions.standard()),
                Optional.of(folder));
    }

    private void raise(AlertService service, String subject) {
        service.alerts().raise(Alert.of(AlertKind.QUEUE_AGE, subject, "the queue of " + subject + " does not move"));
        clock.advance(AlertState.GATHER.plusSeconds(1));
    }

    @Test
    void theNextMessageGoesToTheNewTargetAndWithoutOneNothingIsSent() throws Exception {
        try (Hook one = new Hook();
                Hook two = new Hook();
                AlertService service = AlertService.open(to(Optional.empty()), needs(), clock)) {
            service.start();
            raise(service, "before");
            service.follow(to(Optional.of(one.uri())), needs());
            await().atMost(Duration.ofSeconds(20)).until(() -> one.posts().size() == 1);
            assertThat(one.posts().get(0).body()).as("what lasts already").contains("before");

            service.follow(to(Optional.of(two.uri())), needs());
            raise(service, "erp");
            await().atMost(Duration.ofSeconds(20)).until(() -> two.posts().size() == 1);
            assertThat(two.posts().get(0).body()).contains("erp").doesNotContain("before");
            assertThat(one.posts()).hasSize(1);

            service.follow(to(Optional.empty()), needs());
            assertThat(service.test()).isEmpty();
        }
    }

    @Test
    void incidentsEndWithTheirAccountAndThoseOfASendersMailboxWithItsAccount() {
        Account erp = Account.of("t", "c", Credential.secret("s"), "*").withName("erp");
        AlertService.Needs needs = new AlertService.Needs(
                "bridge.example",
                List.of(erp),
                new RecordingRoads(),
                Http.standard(HttpOptions.standard()),
                Optional.of(folder));
        try (AlertService service = AlertService.open(to(Optional.empty()), needs(), clock)) {
            for (String account : List.of("erp", "erp:ann@contoso.example", "gone", "gone:bob@contoso.example")) {
                service.alerts().raise(Alert.of(AlertKind.ACCOUNT_FAILING, account, "does not send"));
            }
            service.follow(to(Optional.empty()), needs);
            assertThat(service.open()).isEqualTo(2);
        }
    }
}
