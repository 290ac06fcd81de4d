package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page as a person has it, in a real browser that prefers German. */
class PageBrowserTest {
    private static final String FROM = Sandbox.MAILBOX;
    private static final Map<String, String> WEB = Map.of("FERRYPOST_BRIDGE_WEB", "127.0.0.1:0");

    @TempDir
    private static Path profile;

    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open(profile.resolve("chromium"), "de-DE,de");
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void fresh() {
        browser.driver.manage().deleteAllCookies();
        browser.phone(false);
    }

    /** The handbook's steps 11 and 12, by somebody who copies the wrong thing first. */
    @Test
    void fromAnEmptyFormToTheFirstMail() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            Path file = folder.resolve("ferrypost.properties");
            Files.writeString(file, """
                    # our mail, ask Kim
                    ferrypost.endpoint.login=%s
                    ferrypost.endpoint.graph=%s
                    ferrypost.bridge.listen=127.0.0.1:0
                    """.formatted(sandbox.login(), sandbox.graph()));
            try (Program setup = Program.fromClasses(folder, WEB, "setup")) {
                browser.driver.get(setup.awaitOut("(http://\\S+\\?key=\\S+)"));
                assertThat(browser.text()).contains("Einstellungen / Mail / (Azure/Entra)");
                browser.type("#mailbox", FROM);
                browser.type("#client", sandbox.clientId());
                browser.type("#tenant", sandbox.tenantId());
                browser.type("#secret", "xyz8Q~wrong" + App.SECRET_MARKER + "abcdefghijklmnopqrst");
                browser.find("button[value=save]").click();

                browser.await("[data-end=fault]");
                WebElement token = browser.find("[data-check=token-graph]");
                assertThat(token.getAttribute("data-health")).isEqualTo("fault");
                assertThat(token.getText()).contains("Fehler", "AADSTS7000215").contains("Geheimnis");
                assertThat(browser.find("#end").getText())
                        .contains("Es wurde nichts gespeichert", "Trotzdem speichern");
                assertThat(Files.readString(file)).doesNotContain("ferrypost.secret");

                browser.type("#secret", sandbox.secret());
                browser.type("#test-address", "kim@fabrikam.example");
                browser.find("button[value=save]").click();
                browser.await("[data-saved=true]");
                assertThat(browser.find("[data-check=test-mail]").getAttribute("data-health"))
                        .isEqualTo("ok");
                assertThat(browser.find("#secret").getAttribute("value")).isEmpty();
                assertThat(browser.find("#secret").getAttribute("placeholder")).isEqualTo("gesetzt, unverändert");
                assertThat(sandbox.delivered().get(0).recipients()).containsExactly("kim@fabrikam.example");
            }
            assertThat(Files.readString(file))
                    .startsWith("# our mail, ask Kim\n")
                    .contains("ferrypost.mailbox=" + FROM);

            try (Program run = Program.fromClasses(folder, WEB, "run")) {
                int port = Integer.parseInt(run.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
                sandbox.clearDelivered();
                PageRun.send(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), FROM, "a@fabrikam.example");
                Delivered mail =
                        sandbox.awaitDelivered(1, Duration.ofSeconds(20)).get(0);
                assertThat(mail.recipients()).containsExactly("a@fabrikam.example");
                run.awaitOut("(the page is on http://)");
                try (Program page = Program.fromClasses(folder, WEB, "page")) {
                    browser.driver.get(page.awaitOut("(http://\\S+)"));
                }
                assertThat(browser.text()).contains("Funktioniert.", FROM, "Graph", mail.requestId());
            }
        }
    }

    @Test
    void withTheKeyboardAlone() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            browser.driver.get(run.link().toString());
            press(Keys.TAB);
            assertThat(focused().getText()).isEqualTo("Zum Inhalt");
            tabTo("a[href='/settings']");
            press(Keys.ENTER);
            browser.await("#settings");
            tabTo("#mailbox");
            press(Keys.chord(Keys.CONTROL, "a"));
            press("nobody@contoso.example");
            tabTo("button[value=test]");
            press(Keys.ENTER);
            browser.await("[data-end=fault]");
            assertThat(browser.find("[data-check=mailbox-graph]").getAttribute("data-health"))
                    .isEqualTo("fault");
            assertThat(focused().getAttribute("id")).isEqualTo("examination-heading");
            tabTo("#name");
            press("scanner", Keys.ENTER);
            assertThat(browser.await("nav.tabs a[aria-current]").getText()).isEqualTo("scanner");
        }
    }

    @Test
    void germanAndEnglish() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            browser.driver.get(run.link().toString());
            assertThat(browser.find("html").getAttribute("lang")).isEqualTo("de");
            // the first sign-in goes on while the page is open already
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                browser.driver.navigate().refresh();
                return browser.text().contains("Funktioniert.");
            });
            assertThat(browser.text()).contains("Warteschlange");
            browser.find("button[value=en]").click();
            browser.await("button[value=de]");
            assertThat(browser.find("html").getAttribute("lang")).isEqualTo("en");
            assertThat(browser.text()).contains("Queue", "Working.").doesNotContain("Warteschlange");
            browser.find("a[href='/queue']").click();
            assertThat(browser.text()).contains("The queue is empty");
        }
    }

    @Test
    void aMailInTheQueueIsTriedNowAndAnotherRemoved() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> settings.put("ferrypost.roads", "graph"))) {
            run.sandbox.faults().always(Target.GRAPH_ANY, Fault.status(503).retryAfter(600));
            assertThat(run.send(FROM, "kept@fabrikam.example")).contains("Queued");
            String unwanted = run.send(FROM, "unwanted@fabrikam.example");
            assertThat(unwanted).contains("Queued");

            browser.driver.get(run.link().toString());
            browser.find("a[href='/queue']").click();
            assertThat(browser.all(".mail")).hasSize(2);
            assertThat(browser.text()).contains("kept@fabrikam.example", "wartend", "451");

            mail("unwanted@fabrikam.example")
                    .findElement(By.cssSelector("a.danger-quiet"))
                    .click();
            assertThat(browser.text()).contains("Diese Nachricht endgültig löschen?", "unwanted@fabrikam.example");
            browser.find("button.danger").click();
            assertThat(browser.await("[role=status]").getText()).contains("ist gelöscht");
            assertThat(browser.all(".mail")).hasSize(1);

            run.sandbox.faults().clear();
            mail("kept@fabrikam.example")
                    .findElement(By.cssSelector("form[action$=retry] button"))
                    .click();
            assertThat(browser.await("[role=status]").getText()).contains("versucht jetzt, Nachricht");
            Delivered mail =
                    run.sandbox.awaitDelivered(1, Duration.ofSeconds(20)).get(0);
            assertThat(mail.recipients()).containsExactly("kept@fabrikam.example");
        }
    }

    @Test
    void theHistoryShowsWhatWentOutAndGrowsByItself() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> settings.put("ferrypost.roads", "graph"))) {
            assertThat(run.send(FROM, "hans.mueller@fabrikam.example")).startsWith("250");
            browser.driver.get(run.link().toString());
            browser.find("a[href='/history']").click();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(browser.text()).contains("hans.mueller@fabrikam.example", "zugestellt"));

            browser.find(".history summary").click();
            assertThat(browser.text()).contains("Kennung von Microsoft", "127.0.0.1");
            run.sandbox.faults().always(Target.GRAPH_ANY, Fault.status(503).retryAfter(600));
            assertThat(run.send(FROM, "second@fabrikam.example")).contains("Queued");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(browser.text())
                            .contains("second@fabrikam.example", "wird erneut versucht")
                            .as("what was open stays open")
                            .contains("Kennung von Microsoft"));
            assertThat(focused().getText()).as("the focus stays").contains("hans.mueller@fabrikam.example");

            browser.find("#text").sendKeys("mueller", Keys.ENTER);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(browser.all(".history li")).hasSize(1));
            assertThat(browser.text()).contains("hans.mueller@fabrikam.example");
            browser.driver.get("http://127.0.0.1:" + run.port() + "/history?since=gestern");
            assertThat(browser.find("#since").getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(browser.text()).contains("Das ist keine Zeit");
        }
    }

    @Test
    void N5_anOpenPageSaysThatTheBridgeNoLongerAnswers() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            browser.driver.get(run.link().toString());
            browser.find("a[href='/history']").click();
            assertThat(browser.find("#lost").isDisplayed()).isFalse();
            browser.driver.executeScript("window.answering = window.fetch; window.fetch = (where, how) =>"
                    + " new Promise((_, no) => how.signal.addEventListener('abort', () => no(how.signal.reason)));");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(browser.find("#lost").isDisplayed())
                            .as("a bridge that hangs")
                            .isTrue());
            browser.driver.executeScript("window.fetch = window.answering");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(browser.find("#lost").isDisplayed()).isFalse());
            run.stopBridge();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(browser.find("#lost").getText())
                            .contains("Die Bridge antwortet nicht", "Was Sie sehen, ist von"));
        }
    }

    private static WebElement mail(String recipient) {
        return browser.all(".mail").stream()
                .filter(mail -> mail.getText().contains(recipient))
                .findFirst()
                .orElseThrow();
    }

    /** WCAG 2.1 AA as far as a program can tell, on every page, light and dark. */
    @Test
    void nothingStandsInAnybodysWay() throws Exception {
        try (PageRun run = PageRun.open(folder, PageBrowserTest::severalAccounts)) {
            troubles(run);
            browser.driver.get(run.link().toString());
            for (boolean dark : List.of(false, true)) {
                browser.dark(dark);
                for (String path : pages(run)) {
                    browser.driver.get("http://127.0.0.1:" + run.port() + path);
                    if (path.startsWith("/settings")) {
                        browser.find("button[value=save]").click();
                        browser.await("[data-end]");
                    }
                    assertThat(browser.complaints())
                            .as("%s, dark %s", path, dark)
                            .isEmpty();
                }
            }
            browser.dark(false);
            for (String path : pages(run)) {
                browser.phone(true);
                browser.driver.get("http://127.0.0.1:" + run.port() + path);
                Object wider = browser.driver.executeScript("return document.documentElement.scrollWidth");
                assertThat(wider)
                        .as("no scrolling sideways on a phone: %s", path)
                        .isEqualTo(360L);
            }
        }
    }

    private static List<String> pages(PageRun run) throws Exception {
        String entry = run.bridge
                .spool()
                .orElseThrow()
                .list(Filter.ALL, Optional.empty(), 1)
                .get(0)
                .id()
                .toString();
        return List.of(
                "/",
                "/queue",
                "/queue/" + entry,
                "/queue/" + entry + "/remove",
                "/history",
                "/history?text=&result=&since=never&until=",
                "/settings?account=reports",
                "/nowhere");
    }

    private static void severalAccounts(Map<String, String> settings) {
        settings.put("ferrypost.account.reports.mailbox", "reports@contoso.example");
        settings.put("ferrypost.account.reports.roads", "smtp");
        settings.put("ferrypost.account.scanner.mailbox", "scanner@contoso.example");
        settings.put("ferrypost.bridge.accept", "queue");
    }

    /** Mail delivered, put off, held and dead; an account at rest. */
    private static void troubles(PageRun run) throws Exception {
        run.sandbox.directory().addMailbox("reports@contoso.example");
        run.sandbox.directory().addMailbox("scanner@contoso.example");
        assertThat(run.send(FROM, "invoice@fabrikam.example")).startsWith("250");
        assertThat(run.send("reports@contoso.example", "board@fabrikam.example"))
                .startsWith("250");
        run.sandbox.awaitDelivered(2, Duration.ofSeconds(20));
        run.sandbox
                .faults()
                .always(
                        Target.GRAPH_ANY,
                        Fault.status(403).code("ErrorSendAsDenied").forMailbox("scanner@contoso.example"));
        run.sandbox
                .faults()
                .always(Target.GRAPH_ANY, Fault.status(503).retryAfter(600).forMailbox(FROM));
        for (String to :
                List.of("warehouse@fabrikam.example", "accounts@fabrikam.example", "kim.larsen@woodgrove.example")) {
            assertThat(run.send(FROM, to, "copy@fabrikam.example", "archive@contoso.example"))
                    .startsWith("250");
        }
        for (int i = 0; i < 3; i++) {
            assertThat(run.send("scanner@contoso.example", "office" + i + "@fabrikam.example"))
                    .startsWith("250");
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(run.bridge.spool().orElseThrow().list(Filter.ALL, Optional.empty(), 50))
                        .allMatch(entry -> entry.last().isPresent()));
        var all = run.bridge.spool().orElseThrow().list(Filter.ALL, Optional.empty(), 50);
        run.bridge.spool().orElseThrow().hold(all.get(1).id(), "look at it first");
    }

    /** {@code -Dpage.screenshots=FOLDER}: pictures to be looked at by a person. */
    @Test
    void pictures() throws Exception {
        String to = System.getProperty("page.screenshots", "");
        Assumptions.assumeFalse(to.isEmpty(), "nobody wants pictures");
        try (PageRun run = PageRun.open(folder, PageBrowserTest::severalAccounts)) {
            troubles(run);
            run.sandbox.app().expireSecrets();
            browser.driver.get(run.link().toString());
            for (String language : List.of("de", "en")) {
                browser.driver.get("http://127.0.0.1:" + run.port() + "/");
                browser.all("button[value=" + language + "]").forEach(WebElement::click);
                for (String look : List.of("light-desktop", "dark-phone", "light-phone", "dark-desktop")) {
                    browser.dark(look.startsWith("dark"));
                    browser.phone(look.endsWith("phone"));
                    int number = 0;
                    for (String path : pages(run)) {
                        browser.driver.get("http://127.0.0.1:" + run.port() + path);
                        if (path.startsWith("/settings")) {
                            browser.find("button[value=save]").click();
                            browser.await("[data-end]");
                        }
                        browser.picture(Path.of(to, ++number + "-" + language + "-" + look + ".png"));
                    }
                }
            }
            browser.dark(false);
        }
    }

    private static WebElement focused() {
        return browser.driver.switchTo().activeElement();
    }

    private static void press(CharSequence... keys) {
        new Actions(browser.driver).sendKeys(keys).perform();
    }

    private static void tabTo(String css) {
        WebElement wanted = browser.find(css);
        for (int i = 0; i < 60 && !focused().equals(wanted); i++) {
            press(Keys.TAB);
        }
        assertThat(focused()).as("reached by Tab: %s", css).isEqualTo(wanted);
    }
}
