package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.Visitor.Answer;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.NewEntry;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.App;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page's forms do, without a browser. */
class PageFormsTest {
    @TempDir
    private static Path folder;

    private static PageRun run;
    private static Visitor owner;
    private static String csrf;

    @BeforeAll
    static void open() throws Exception {
        run = PageRun.open(folder, settings -> {
            settings.put("ferrypost.account.erp.mailbox", "erp@contoso.example");
        });
        run.sandbox.directory().addMailbox("erp@contoso.example");
        owner = Visitor.by(run.link());
        csrf = owner.get("/settings").csrf();
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static Answer post(String path, Map<String, String> fields) throws Exception {
        Map<String, String> form = new HashMap<>(fields);
        form.put("csrf", csrf);
        return owner.post(path, form);
    }

    @Test
    void aFurtherAccountIsAddedByItsName() throws Exception {
        assertThat(owner.get("/settings").body()).contains("Another account", "action=\"/settings/accounts\"");
        Answer added = post("/settings/accounts", Map.of("account", "", "name", " scanner-2 "));
        assertThat(added.status()).isEqualTo(303);
        assertThat(added.header("Location")).isEqualTo("/settings?account=scanner-2");
        assertThat(owner.get("/settings?account=scanner-2").body())
                .contains("aria-current=\"true\">scanner-2</a>")
                .contains("name=\"account\" value=\"scanner-2\"");
        assertThat(Files.readString(run.file)).as("nothing is saved yet").doesNotContain("scanner-2");
    }

    @ParameterizedTest
    @CsvSource({
        "'', letters from a to z",
        "two words, letters from a to z",
        "a.b, letters from a to z",
        "küche, letters from a to z",
        "\"><script>, letters from a to z",
        "erp, with this name already exists"
    })
    void aNameThatWillNotDoIsRefusedAndSaysWhy(String name, String why) throws Exception {
        Answer refused = post("/settings/accounts", Map.of("account", "erp", "name", name));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(why, "aria-invalid=\"true\"").doesNotContain("<script>");
        assertThat(refused.body())
                .as("the language's button leads back to the form")
                .contains("name=\"back\" value=\"/settings?account&#x3D;erp\"");
        assertThat(post("/language", Map.of("language", "en", "back", "/settings?account=erp"))
                        .header("Location"))
                .isEqualTo("/settings?account=erp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "release"})
    void ofAMailUnderWayTheMailItselfTells(String button) throws Exception {
        String id = underWay().toString();
        assertThat(post("/queue/" + id + "/" + button, Map.of()).header("Location"))
                .isEqualTo("/queue/" + id);
        assertThat(owner.get("/queue/" + id).status()).isEqualTo(200);
        assertThat(post("/queue/" + id + "/remove", Map.of()).header("Location"))
                .isEqualTo("/queue?done=remove&id=" + id);
    }

    @Test
    void theSupportBundleIsDownloadedAndHoldsNoSecret() throws Exception {
        String page = owner.get("/settings").body();
        assertThat(page).contains("action=\"/support\"", "Download support bundle");
        byte[] zip = owner.download("/support", Map.of("csrf", csrf));
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        files.values().forEach(System.out::println);
        assertThat(files)
                .containsOnlyKeys(
                        "ferrypost-support/settings.txt",
                        "ferrypost-support/findings.txt",
                        "ferrypost-support/findings.json",
                        "ferrypost-support/versions.txt",
                        "ferrypost-support/log.txt",
                        "ferrypost-support/queue.txt");
        assertThat(files.toString()).doesNotContain(App.SECRET_MARKER);
        assertThat(files.get("ferrypost-support/queue.txt")).contains("Messages in the queue: ");
        assertThat(owner.post("/support", Map.of()).status())
                .as("not from another site")
                .isEqualTo(403);
    }

    private static EntryId underWay() throws Exception {
        Spool spool = run.bridge.spool().orElseThrow();
        NewEntry mail = NewEntry.of(
                "",
                Envelope.of(Sandbox.MAILBOX, List.of("a@fabrikam.example")),
                ByteSource.of("Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII)),
                Instant.now());
        return spool.storeClaimed(mail, Duration.ofMinutes(10)).id();
    }
}
