package io.github.ferrypost.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.Visitor.Answer;
import io.github.ferrypost.bridge.cli.Main;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.sandbox.directory.App;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and who does not: being on the same machine proves nothing, since every page in its browsers is. */
class PageAccessTest {
    private static final List<String> PAGES = List.of("/", "/?part=live", "/queue", "/settings", "/settings?account=x");

    @TempDir
    private static Path folder;

    private static PageRun run;
    private static Visitor owner;
    private static String csrf;

    @BeforeAll
    static void open() throws Exception {
        run = PageRun.open(folder, settings -> settings.put("ferrypost.bridge.accept", "queue"));
        owner = Visitor.by(run.link());
        csrf = owner.get("/settings").csrf();
    }

    @AfterAll
    static void close() {
        run.close();
    }

    @Test
    void theKeyOpensThePageOnceAndTheCookieIsTheBrowsersAlone() throws Exception {
        String link = "/?key=" + freshKey();
        Answer first = Visitor.at(run.port()).get(link);
        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("Location")).isEqualTo("/");
        assertThat(first.header("Set-Cookie")).startsWith("ferrypost-" + run.port() + "=");
        assertThat(first.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/");
        Visitor in =
                Visitor.at(run.port()).with("Cookie", first.header("Set-Cookie").replaceAll(";.*", ""));
        assertThat(in.get("/").status()).isEqualTo(200);

        Answer second = Visitor.at(run.port()).get(link);
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.header("Set-Cookie")).isEmpty();
        assertThat(second.body()).contains("This link has been used or has expired", "ferrypost page");
        // who is in and goes back in his history stays in
        assertThat(in.get(link).status()).isEqualTo(303);
    }

    /** Given by {@code ferrypost page}. */
    private static String freshKey() throws IOException {
        StringWriter out = new StringWriter();
        int status = Main.commandLine().setOut(new PrintWriter(out)).execute("page", "-f", run.file.toString());
        System.clearProperty("ferrypost.config");
        assertThat(status).isZero();
        assertThat(out.toString()).startsWith("http://127.0.0.1:" + run.port() + "/?key=");
        return out.toString().strip().replaceAll(".*key=", "");
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        Visitor in = Visitor.at(run.port());
        String cookie = in.get("/?key=" + freshKey()).header("Set-Cookie").replaceAll(";.*", "");
        in = in.with("Cookie", cookie);
        assertThat(in.post("/leave", Map.of("csrf", in.get("/").csrf())).status())
                .isEqualTo(303);
        assertThat(in.get("/").status()).isEqualTo(401);
    }

    @Test
    void withoutAKeyNothingIsShown() throws Exception {
        for (String path : PAGES) {
            Answer answer = Visitor.at(run.port()).get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("contoso", run.sandbox.clientId(), "csrf");
        }
        assertThat(Visitor.at(run.port()).get("/?key=").status()).isEqualTo(401);
        assertThat(Visitor.at(run.port())
                        .with("Cookie", "ferrypost-" + run.port() + "=x")
                        .get("/")
                        .status())
                .isEqualTo(401);
    }

    /** DNS rebinding: the browser of a lured person asks this port under a name of the attacker's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost.evil.example:PORT",
                "x@127.0.0.1:PORT"
            })
    void aForeignHostIsMisdirected(String host) throws Exception {
        Visitor lured = owner.with("Host", host.replace("PORT", String.valueOf(run.port())));
        for (String path : List.of("/", "/settings", "/health", "/metrics", "/?key=x")) {
            Answer answer = lured.get(path);
            assertThat(answer.status()).as(path).isIn(421, 400);
            assertThat(answer.body()).doesNotContain("contoso");
        }
        assertThat(owner.with("Host", "localhost:" + run.port()).get("/").status())
                .isEqualTo(200);
        assertThat(owner.with("Host", "[::1]:" + run.port()).get("/").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:80",
        "Origin, https://127.0.0.1:PORT",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void whatAnotherPageHasSentIsRefused(String header, String value) throws Exception {
        Visitor lured = owner.with(header, value.replace("PORT", String.valueOf(run.port())));
        assertThat(lured.get("/").status()).isEqualTo(403);
        assertThat(lured.post("/language", Map.of("csrf", csrf, "language", "de"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void itsOwnFormsAreLetIn() throws Exception {
        Visitor browser = owner.with("Origin", "http://127.0.0.1:" + run.port()).with("Sec-Fetch-Site", "same-origin");
        assertThat(browser.post("/language", Map.of("csrf", csrf, "language", "de", "back", "/queue"))
                        .header("Location"))
                .isEqualTo("/queue");
        assertThat(browser.post("/language", Map.of("csrf", csrf, "language", "de", "back", "//evil.example"))
                        .header("Location"))
                .isEqualTo("/");
    }

    @Test
    void aChangeNeedsTheTokenOfItsOwnSession() throws Exception {
        Visitor other = Visitor.at(run.port());
        String cookie = other.get("/?key=" + freshKey()).header("Set-Cookie").replaceAll(";.*", "");
        String foreign = other.with("Cookie", cookie).get("/settings").csrf();
        run.send("noreply@contoso.example", "a@fabrikam.example");
        for (String path : List.of(
                "/queue/x/remove",
                "/settings",
                "/settings/tests",
                "/settings/tests/x/save",
                "/settings/accounts",
                "/leave",
                "/language")) {
            for (Map<String, String> form :
                    List.of(Map.<String, String>of(), Map.of("csrf", "x"), Map.of("csrf", foreign))) {
                assertThat(owner.post(path, form).status())
                        .as("%s %s", path, form)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void aRequestFromAnotherAddressIsRefused() throws Exception {
        InetAddress network = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElseThrow(() -> new AssertionError("this test needs a network interface beside loopback"));
        for (String path : List.of("/", "/health", "/metrics", "/assets/page.css")) {
            assertThat(owner.from(network).get(path).status()).as(path).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8525", "*:0", "192.0.2.1:8525", "[2001:db8::1]:8525"})
    void anAddressOffLoopbackIsAProblemOfTheSettings(String address) {
        assertThatThrownBy(() -> BridgeConfig.web(Settings.of(Map.of("ferrypost.bridge.web", address))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ferrypost.bridge.web opens ")
                .hasMessageContaining("Set 127.0.0.1:8525 or off");
    }

    @Test
    void offLoopbackItDoesNotStart() throws Exception {
        try (Program program = Program.fromClasses(folder, Map.of("FERRYPOST_BRIDGE_WEB", "*:0"), "run")) {
            assertThat(program.exit()).isEqualTo(2);
            assertThat(program.err()).contains("ferrypost.bridge.web opens ");
        }
    }

    @Test
    void everyAnswerForbidsWhatThePageDoesNotNeed() throws Exception {
        for (Visitor visitor : List.of(owner, Visitor.at(run.port()), owner.with("Origin", "null"))) {
            for (String path : List.of("/", "/settings", "/health", "/assets/page.js", "/nowhere")) {
                Answer answer = visitor.get(path);
                assertThat(answer.header("Content-Security-Policy"))
                        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                        .doesNotContain("unsafe", "http:", "https:", "data:", "*");
                assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
                assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                assertThat(answer.body())
                        .doesNotContainPattern("<script(?! type=\"module\" src=\"/assets/)|<style|style=| on[a-z]+=\"");
            }
        }
    }

    @Test
    void theSecretIsInNoAnswer() throws Exception {
        for (String path : PAGES) {
            assertThat(owner.get(path).body()).as(path).doesNotContain(App.SECRET_MARKER);
        }
        for (String secret : List.of("", "abc8Q~" + App.SECRET_MARKER + "0123456789012345678901234")) {
            Map<String, String> form =
                    Map.of("csrf", csrf, "account", "", "action", "test", "secret", secret, "client", secret);
            Answer whole = owner.post("/settings", form);
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.body()).contains("data-check=\"secret\"").doesNotContain(App.SECRET_MARKER);
            String id = owner.post("/settings/tests", form).body().strip();
            Answer events = owner.with("Accept", "text/event-stream").get("/settings/tests/" + id + "/events");
            assertThat(events.body()).contains("event: end").doesNotContain(App.SECRET_MARKER);
        }
        assertThat(owner.get("/metrics").body()).doesNotContain(App.SECRET_MARKER, "@", "contoso");
    }

    @Test
    void whatOthersHaveWrittenIsShownAndNotRun() throws Exception {
        String address = "\"<script>alert(1)</script>\"@fabrikam.example";
        assertThat(run.send("noreply@contoso.example", address)).startsWith("250");
        Answer list = owner.get("/queue");
        assertThat(list.body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        assertThat(owner.get("/queue?address=%22%3E%3Cscript%3E").body()).doesNotContain("\"><script>");
    }

    @Test
    void C12_aTakenPortOfThePageDoesNotStopTheMail() throws Exception {
        PageRun.write(
                folder.resolve("second").toFile().mkdir() ? folder.resolve("second") : folder, run.sandbox.settings());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program program = Program.fromClasses(
                        folder.resolve("second"),
                        Map.of(
                                "FERRYPOST_BRIDGE_WEB",
                                "127.0.0.1:" + taken.getLocalPort(),
                                "FERRYPOST_BRIDGE_LISTEN",
                                "127.0.0.1:0"),
                        "run")) {
            int port = Integer.parseInt(program.awaitOut("listens on 127\\.0\\.0\\.1:(\\d+)"));
            program.awaitOut("(The page, /health and /metrics are not available)");
            assertThat(PageRun.send(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                            "noreply@contoso.example",
                            "b@fabrikam.example"))
                    .startsWith("250");
            assertThat(program.err()
                            .lines()
                            .filter(line -> line.contains("WARN  The page, /health and /metrics are not available")))
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(taken.getLocalPort()), "ferrypost.bridge.web");
            assertThat(program.err()).doesNotContain("ERROR", "Javalin");
            assertThat(program.out()).isEmpty();
        }
    }

    /** Here a folder stands where its address should. */
    @Test
    void aPageThatCannotLeaveItsAddressIsOpenAllTheSame() throws Exception {
        Path third = Files.createDirectories(folder.resolve("third"));
        Path spool = Files.createDirectories(third.resolve("spool"));
        Files.createDirectories(spool.resolve("page.address").resolve("in-the-way"));
        try (PageRun other = PageRun.open(third, settings -> {})) {
            assertThat(Visitor.by(other.link()).get("/").status()).isEqualTo(200);
            assertThat(spool).isDirectoryNotContaining(file -> file.toString().endsWith(".new"));
        }
    }

    @Test
    void setUpIsForAFileThatIsNotThereYet() throws Exception {
        Map<String, String> anyPort = Map.of("FERRYPOST_BRIDGE_WEB", "127.0.0.1:0");
        try (Program setup = Program.fromClasses(folder, anyPort, "setup", "-f", "not-made-yet.properties")) {
            assertThat(setup.awaitOut("(http://127\\.0\\.0\\.1:\\d+)/\\?key=\\S+"))
                    .isNotEmpty();
            assertThat(setup.err()).isEmpty();
        }
    }

    @Test
    void whereNoPageRunsTheCommandSaysSo() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("ferrypost.properties"), "ferrypost.mailbox=a@b.example\n");
        try (Program program = Program.fromClasses(empty, Map.of(), "page")) {
            assertThat(program.exit()).isEqualTo(1);
            assertThat(program.err()).contains("has no running page").contains("see its log");
        }
    }
}
