package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.bridge.web.OneTimeKeyFile;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** The test result on the page, in a real browser that prefers German. */
class DoctorPageTest {
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

    private static void openSettings(PageRun run) {
        browser.driver.get(run.link().toString());
        browser.driver.get("http://127.0.0.1:" + run.port() + "/settings");
    }

    /** {@code -Dpage.screenshots=FOLDER}: pictures to be looked at by a person. */
    private static void picture(String name) throws IOException {
        String to = System.getProperty("page.screenshots", "");
        if (!to.isEmpty()) {
            browser.picture(Path.of(to, name + ".png"));
        }
    }

    @Test
    void N1_whatIsNotProvenIsSavedOnlyIfThePersonInsists() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            String before = Files.readString(run.file);
            openSettings(run);
            run.sandbox.faults().always(Target.TOKEN, Fault.html());
            run.sandbox.app().registration().spaRedirectUris("https://a.example", "https://a.example/");
            browser.find("#redirect-uris").sendKeys("https://a.example");
            assertThat(browser.all("#examination form"))
                    .as("only after a result")
                    .isEmpty();
            browser.find("button[value=save]").click();
            browser.await("[data-end=not-proven]");
            assertThat(browser.find("#end").getText())
                    .contains("Nicht bewiesen: ", "App und geheimer Clientschlüssel, für Graph", "nichts gespeichert");
            assertThat(Files.readString(run.file)).isEqualTo(before);
            picture("not-proven");

            browser.find("#end form button").click();
            browser.await("[data-saved=true]");
            assertThat(Files.readString(run.file)).contains("https://a.example");
        }
    }

    @Test
    void faultsAreFirstAndOpenAndTheFieldIsMarked() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            openSettings(run);
            browser.type("#secret", "x".repeat(40));
            browser.find("button[value=test]").click();
            browser.await("[data-end=fault]");
            List<WebElement> shown = browser.all("#end li.finding").stream()
                    .filter(WebElement::isDisplayed)
                    .toList();
            assertThat(shown).hasSize(1);
            assertThat(shown.get(0).getAttribute("data-check")).isEqualTo("token-graph");
            assertThat(shown.get(0).getText())
                    .contains(
                            "Feld: Geheimer Clientschlüssel (Wert)", "AADSTS7000215", "iPM-Handbuch, Schritt 3, 5, 6");
            assertThat(browser.all("details.folded summary"))
                    .extracting(WebElement::getText)
                    .satisfiesExactly(
                            ok -> assertThat(ok).matches("\\d+ in Ordnung"),
                            other -> assertThat(other).matches("\\d+ nicht prüfbar oder übersprungen"));
            WebElement secret = browser.find("#secret");
            assertThat(secret.getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(secret.getAttribute("aria-describedby")).startsWith("finding-token-graph ");
            assertThat(browser.all("[aria-invalid=true]")).hasSize(1);
            assertThat(browser.complaints()).isEmpty();
            picture("fault");
            shown.get(0).findElement(By.cssSelector("a[href='#secret']")).click();
            assertThat(browser.driver.switchTo().activeElement()).isEqualTo(secret);

            browser.type("#secret", run.sandbox.secret());
            browser.find("button[value=test]").click();
            browser.await("[data-end=ok]");
            assertThat(browser.all("[aria-invalid=true]")).isEmpty();
            picture("ok");
            browser.phone(true);
            browser.driver.navigate().refresh();
            browser.find("button[value=test]").click();
            browser.await("[data-end=ok]");
            picture("ok-phone");
        }
    }

    @Test
    void whileTheChecksRunTheCurrentOneIsNamedAndCounted() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            openSettings(run);
            run.sandbox.faults().next(Target.GRAPH_SEND, Fault.delay(Duration.ofSeconds(3)));
            browser.find("button[value=test]").click();
            browser.until(driver -> browser.find("#progress").getText().contains("Das Postfach, über Graph"));
            assertThat(browser.find("#progress").getText()).matches("\\d+ von \\d+: Das Postfach, über Graph");
            picture("progress");
            browser.await("[data-end=ok]");
            assertThat(browser.find("#progress").getText()).isEmpty();
        }
    }

    @Test
    void N19_anEndedSessionLosesNothingThatWasTyped() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            openSettings(run);
            browser.type("#mailbox", "nobody@contoso.example");
            browser.driver.manage().deleteAllCookies();
            browser.find("button[value=test]").click();
            browser.until(driver -> browser.find("#progress").getText().contains("Ihre Anmeldung ist abgelaufen"));
            String form = browser.driver.getWindowHandle();
            String key = new OneTimeKeyFile(folder.resolve("spool"), Clock.systemUTC()).leave();
            browser.driver.switchTo().newWindow(WindowType.TAB).get("http://127.0.0.1:" + run.port() + "/?key=" + key);
            browser.driver.close();
            browser.driver.switchTo().window(form);

            browser.find("button[value=test]").click();
            browser.await("[data-end=fault]");
            assertThat(browser.find("#mailbox").getAttribute("value")).isEqualTo("nobody@contoso.example");
            assertThat(browser.find("[data-check=mailbox-graph]").getAttribute("data-health"))
                    .isEqualTo("fault");
        }
    }

    /** The whole result comes at once. */
    @Test
    void withoutAScriptTheFieldIsMarkedToo() throws Exception {
        try (PageRun run = PageRun.open(folder, settings -> {})) {
            Visitor owner = Visitor.by(run.link());
            String csrf = owner.get("/settings").csrf();
            Visitor.Answer answer = owner.post(
                    "/settings",
                    Map.of("csrf", csrf, "account", "", "action", "test", "mailbox", "nobody@contoso.example"));
            assertThat(answer.body())
                    .contains("id=\"finding-mailbox-graph\"", "data-end=\"fault\"")
                    .containsPattern("id=\"mailbox\"[^>]*aria-describedby=\"finding-mailbox-graph hint-mailbox\""
                            + "[^>]*aria-invalid=\"true\"");
        }
    }
}
