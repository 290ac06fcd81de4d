package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.bridge.Visitor.Answer;
import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a running bridge: what it saves is in use at once, and it says what the bridge did with changed settings. */
class PageReloadTest {
    @TempDir
    private Path folder;

    private static Answer save(Visitor owner, String account, String csrf, Map<String, String> fields)
            throws IOException {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", csrf);
        form.put("account", account);
        form.put("action", "save");
        return owner.post("/settings", form);
    }

    private static String secretOf(Account account) {
        return ((Credential.Secret) account.credential()).value();
    }

    @Test
    void whatIsSavedIsInUseAndThePageStaysOpen() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            run.sandbox.directory().addMailbox("second@contoso.example");
            Visitor owner = Visitor.by(run.link());
            String csrf = owner.get("/settings").csrf();
            Answer saved = save(owner, "", csrf, Map.of("mailbox", "second@contoso.example"));
            assertThat(saved.body())
                    .contains("data-saved=\"true\"", "and in use now: ferrypost.mailbox.")
                    .doesNotContain("estart");
            assertThat(run.bridge.accounts().all())
                    .extracting(Account::mailbox)
                    .containsExactly("second@contoso.example");
            assertThat(run.send("second@contoso.example", "a@fabrikam.example")).startsWith("250");
            assertThat(owner.get("/").status()).as("signed in as before").isEqualTo(200);
        }
    }

    @Test
    void N12_aSharedSecretIsRenewedForAllOfItsAccounts() throws Exception {
        Sandbox sandbox = Sandbox.start();
        sandbox.directory().addMailbox("erp@contoso.example");
        sandbox.directory().addMailbox("scanner@contoso.example");
        try (PageRun run = PageRun.open(sandbox, folder, settings -> {
            settings.remove("ferrypost.mailbox");
            settings.put("ferrypost.account.erp.mailbox", "erp@contoso.example");
            settings.put("ferrypost.account.scanner.mailbox", "scanner@contoso.example");
        })) {
            Visitor owner = Visitor.by(run.link());
            assertThat(owner.get("/settings").header("Location"))
                    .as("no form for an account without a name")
                    .isEqualTo("/settings?account=erp");
            Answer form = owner.get("/settings?account=scanner");
            assertThat(form.body())
                    .contains("These accounts share this secret, and a new value is for all of them: erp, scanner.")
                    .doesNotContain("(without a name)");
            String renewed = sandbox.app().addSecret();
            Answer saved = save(owner, "scanner", form.csrf(), Map.of("secret", renewed));
            assertThat(saved.body()).contains("and in use now: ferrypost.secret.");
            assertThat(Files.readString(run.file)).doesNotContain("ferrypost.account.scanner.secret");
            assertThat(run.bridge.accounts().all())
                    .hasSize(2)
                    .allMatch(account -> secretOf(account).equals(renewed));
        }
    }

    @Test
    void whyChangedSettingsAreNotUsedIsSaid() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            Visitor owner = Visitor.by(run.link());
            Visitor monitor = Visitor.at(run.port());
            String good = Files.readString(run.file);
            await().until(() -> monitor.get("/health").status() == 200);
            Files.writeString(run.file, good + "\nferrypost.bridge.patience=soon\n");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(owner.get("/").body())
                            .contains(
                                    "The settings were changed and cannot be used",
                                    "ferrypost.bridge.patience is &quot;soon&quot;"));
            assertThat(monitor.get("/metrics").body()).containsPattern("ferrypost_settings_rejected 1.0");
            assertThat(monitor.get("/health").status()).as("what delivery says").isEqualTo(200);

            Files.writeString(run.file, good + "\nferrypost.bridge.memory=20%\n");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(owner.get("/").body())
                            .contains("Restart the bridge for these changed settings: ferrypost.bridge.memory.")
                            .doesNotContain("cannot be used"));
            assertThat(monitor.get("/metrics").body()).containsPattern("ferrypost_settings_rejected 0.0");
        }
    }

    @Test
    void theMetricsOfAnAccountComeAndGoWithIt() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            Visitor monitor = Visitor.at(run.port());
            String good = Files.readString(run.file);
            Files.writeString(run.file, good + "\nferrypost.account.erp.mailbox=erp@contoso.example\n");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(monitor.get("/metrics").body())
                            .contains(
                                    "ferrypost_proven{account=\"erp\"}",
                                    "ferrypost_mails_total{account=\"erp\",answer=\"accepted\"}"));
            Files.writeString(run.file, good);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(monitor.get("/metrics").body())
                            .doesNotContain("ferrypost_proven{account=\"erp\"}")
                            .contains("ferrypost_proven{account=\"default\"}"));
        }
    }
}
