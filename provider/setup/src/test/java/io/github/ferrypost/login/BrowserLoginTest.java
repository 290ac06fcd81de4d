package io.github.ferrypost.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.App;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a browser, played by a client that follows redirects as a browser does. */
class BrowserLoginTest {
    @TempDir
    Path folder;

    private Desk desk;
    private final CompletableFuture<String> shown = new CompletableFuture<>();

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        desk.set("sign-in", "browser");
        desk.browsing = page -> shown.complete(Desk.follow(page));
        desk.people().browser(desk.owner());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static URI changed(URI page, String parameter, String value) {
        return URI.create(page.toString().replaceAll("([?&]" + parameter + "=)[^&]*", "$1" + value));
    }

    @Test
    void signsInAndTellsInBothLanguagesThatTheWindowMayBeClosed() throws Exception {
        assertThat(desk.login("--lang", "en"))
                .startsWith("0\nYour browser should now show Microsoft's sign-in page.")
                .contains("Signed in as noreply@contoso.example", "Microsoft Graph: Entra issued a token")
                .doesNotContain(App.SECRET_MARKER);
        String page = shown.get(10, TimeUnit.SECONDS);
        assertThat(page).startsWith("HTTP/1.1 200 ").contains("Referrer-Policy: no-referrer");
        assertThat(page).contains("You may close this window now.", "Dieses Fenster kann jetzt geschlossen werden.");
    }

    @Test
    void anAnswerWithoutOurStateIsPassedOverAndTheRightOneStillCounts() throws Exception {
        CompletableFuture<String> strange = new CompletableFuture<>();
        desk.browsing = page -> {
            strange.complete(Desk.follow(changed(page, "state", "forged")));
            shown.complete(Desk.follow(page));
        };
        assertThat(desk.login()).startsWith("0\n");
        assertThat(strange.get(10, TimeUnit.SECONDS))
                .startsWith("HTTP/1.1 400 ")
                .contains("does not belong to the running sign-in");
        assertThat(shown.get(10, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aCodeThatWasAskedForWithAnotherProofIsRefused() {
        desk.browsing = page -> shown.complete(Desk.follow(changed(page, "code_challenge", "A".repeat(43))));
        assertThat(desk.login("--lang", "en"))
                .startsWith("1\n")
                .contains("AADSTS501481", "What to do: Sign in again, in a single browser window");
        assertThat(folder.resolve("tokens")).doesNotExist();
    }

    @Test
    void aUserWhoSaysNoIsTold() throws Exception {
        desk.people().accepts(false);
        assertThat(desk.login("--lang", "de")).startsWith("1\n").contains("Der Benutzer hat die Anmeldung abgelehnt.");
        assertThat(shown.get(10, TimeUnit.SECONDS)).contains("Die Anmeldung ist nicht erfolgt");
    }

    @Test
    void aUserWhoMayNotConsentIsLedToAnAdministrator() {
        desk.sandbox.app().scopes();
        desk.people().userConsent(false);
        assertThat(desk.login("--lang", "en"))
                .startsWith("1\n")
                .contains("AADSTS90094", "An administrator can consent for all users here: ");
    }

    @Test
    void anAppOfThePlatformWebPresentsItsSecret() {
        desk.sandbox.app().registration().publicClient(false).publicRedirectUris();
        desk.sandbox.app().registration().webRedirectUris("http://localhost");
        assertThat(desk.login("--lang", "en")).startsWith("1\n").contains("AADSTS7000218");
        desk.set("secret", desk.sandbox.secret());
        assertThat(desk.login("--lang", "en")).startsWith("0\n").doesNotContain(desk.sandbox.secret());
    }
}
