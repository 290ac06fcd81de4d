package io.github.ferrypost.bridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.monitor.BridgeStatus;
import io.github.ferrypost.bridge.monitor.Metrics;
import io.github.ferrypost.bridge.reload.ReloadResult;
import io.github.ferrypost.doctor.Language;
import io.github.ferrypost.token.Expiries;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusViewTest {
    /** The secret ends on 1 December 2026, at its beginning in UTC: ferrypost.secret-expires. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-01T00:00:00Z, ok, 61 days left",
        "2026-11-01T00:00:00Z, ok, 30 days left",
        "2026-11-01T00:00:01Z, warning, 29 days left",
        "2026-11-30T23:59:59Z, warning, 0 days left",
        "2026-12-01T00:00:00Z, fault, expired",
        "2026-12-01T12:00:00Z, fault, expired",
    })
    void anEndIsWarnedOfAndSaidWhenItHasCome(Instant now, String tone, String days) throws Exception {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Accounts accounts = Accounts.from(Settings.of(Map.of(
                "ferrypost.mailbox", "noreply@contoso.example",
                "ferrypost.tenant", "11111111-1111-4111-8111-111111111111",
                "ferrypost.client", "22222222-2222-4222-8222-222222222222",
                "ferrypost.secret", "abc8Q~of-a-test",
                "ferrypost.secret-expires", "2026-12-01")));
        BridgeStatus running = new BridgeStatus(
                () -> true,
                List::of,
                List::of,
                () -> accounts,
                Optional.empty(),
                account -> Optional.empty(),
                Expiries::of,
                () -> ReloadResult.start(now),
                new Metrics(clock),
                now);

        Map<String, Object> model =
                new StatusView(running, PageMessages.of(Language.EN), clock, ZoneId.of("America/New_York")).model();

        assertThat(model.get("accounts"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .first()
                .extracting("expiries")
                .isEqualTo(List.of(
                        Map.of("kind", "Client secret expires", "at", "1 Dec 2026", "tone", tone, "days", days)));
    }
}
