package io.github.ferrypost.bridge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.config.AlertConfig;
import io.github.ferrypost.http.Http;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.exchange.Delivered;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.util.Json;
import io.github.ferrypost.wiring.RoadFactory;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The ways to people: mail over the sandbox, a web server, a program. */
@Timeout(60)
class TargetsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final String ADMIN = "admin@example.org";

    @TempDir
    private Path folder;

    private static AlertMessage message(List<Locale> languages) {
        AlertState state = AlertState.of(
                Alert.of(AlertKind.ACCOUNT_FAILING, "erp", "line").withDetail("451 <Zugriff & \"Grüße\">"), NOW);
        return new AlertWriter("mailgate", languages, ZoneOffset.UTC)
                .one(new AlertBook.Notice(AlertEvent.START, state), NOW);
    }

    private static AlertMessage message() {
        return message(List.of(Locale.ENGLISH, Locale.GERMAN));
    }

    private static Accounts accounts(Sandbox sandbox, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(sandbox.settings());
        settings.putAll(more);
        return Accounts.from(Settings.of(settings));
    }

    private static AlertTarget.Result mail(Accounts accounts, List<Account> failing) {
        try (Roads roads = RoadFactory.open(Optional.empty())) {
            return new MailTarget(List.of(ADMIN), accounts.all(), failing::contains, roads, ZoneOffset.UTC)
                    .send(message());
        }
    }

    @Test
    void mailIsReadableInBothLanguages() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            assertThat(mail(accounts(sandbox, Map.of()), List.of()).sent()).isTrue();
            Delivered delivered = sandbox.delivered().get(0);
            assertThat(delivered.recipients()).containsExactly(ADMIN);
            MimeMessage mail =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(delivered.raw()));
            assertThat(mail.getSubject()).isEqualTo("Ferrypost on mailgate: Account erp cannot send");
            assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
            assertThat((String) mail.getContent())
                    .contains("What to do: ", "Was ist zu tun: ", "451 <Zugriff & \"Grüße\">", "Konto erp kann nicht");
        }
    }

    @Test
    void mailTakesAnAccountThatWorks() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.directory().addMailbox("reports@contoso.example");
            sandbox.faults()
                    .always(
                            Target.GRAPH_ANY,
                            Fault.status(403).code("ErrorAccessDenied").forMailbox(Sandbox.MAILBOX))
                    .always(Target.SMTP_MAIL, Fault.reply("550 5.7.60 no").forMailbox(Sandbox.MAILBOX));
            Accounts accounts =
                    accounts(sandbox, Map.of("ferrypost.account.reports.mailbox", "reports@contoso.example"));
            Account failing = accounts.named("").orElseThrow();
            AlertTarget.Result result = mail(accounts, List.of(failing));
            assertThat(result.sent()).as(result.said()).isTrue();
            assertThat(sandbox.delivered())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.mailbox()).isEqualTo("reports@contoso.example"));
            assertThat(sandbox.requests().maxConcurrentGraph(Sandbox.MAILBOX))
                    .as("the failing account is not asked")
                    .isZero();
        }
    }

    @Test
    void mailTakesTheOtherRoadOfTheOnlyAccount() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.faults().always(Target.GRAPH_ANY, Fault.status(403).code("ErrorAccessDenied"));
            Accounts accounts = accounts(sandbox, Map.of("ferrypost.roads", "graph,smtp"));
            AlertTarget.Result result = mail(accounts, accounts.all());
            assertThat(result.sent()).as(result.said()).isTrue();
            assertThat(sandbox.delivered())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.road()).isEqualTo(Delivered.SMTP));
        }
    }

    @Test
    void aRefusedMailSaysWhy() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            Accounts accounts = accounts(sandbox, Map.of("ferrypost.secret", "WRONG~SANDBOXSECRET-of-today-12345"));
            AlertTarget.Result result = mail(accounts, List.of());
            assertThat(result.sent()).isFalse();
            assertThat(result.said()).contains("7000215").doesNotContain("SANDBOXSECRET");
        }
    }

    private static Hook.Post posted(AlertConfig.Format format) throws Exception {
        try (Hook hook = new Hook()) {
            WebhookTarget target =
                    new WebhookTarget(Http.standard(HttpOptions.standard()), hook.uri(), format, Clock.systemUTC());
            assertThat(target.send(message()).sent()).isTrue();
            assertThat(hook.posts()).hasSize(1);
            return hook.posts().get(0);
        }
    }

    @Test
    void jsonForPrograms() throws Exception {
        Map<String, Object> json = Json.read(posted(AlertConfig.Format.JSON).body());
        assertThat(json).containsEntry("event", "start").containsEntry("host", "mailgate");
        assertThat(Json.list(json, "incidents").get(0).toString())
                .contains("kind=account-failing", "subject=erp", "since=2026-11-27T12:00:00Z");
    }

    @Test
    void teamsGetsAnAdaptiveCard() throws Exception {
        Hook.Post post = posted(AlertConfig.Format.TEAMS);
        assertThat(post.headers().getFirst("Content-Type")).startsWith("application/json");
        Map<String, Object> json = Json.read(post.body());
        assertThat(json).containsEntry("type", "message");
        assertThat(Json.list(json, "attachments").get(0).toString())
                .contains("contentType=application/vnd.microsoft.card.adaptive", "type=AdaptiveCard", "type=TextBlock");
    }

    @Test
    void slackGetsEscapedText() throws Exception {
        assertThat(Json.text(Json.read(posted(AlertConfig.Format.SLACK).body()), "text"))
                .startsWith("Ferrypost on mailgate: Account erp cannot send\n")
                .contains("&lt;Zugriff &amp; \"Grüße\"&gt;");
    }

    @Test
    void ntfyGetsTextAndATitle() throws Exception {
        Hook.Post post = posted(AlertConfig.Format.NTFY);
        assertThat(post.headers().getFirst("Title")).isEqualTo("Ferrypost on mailgate: Account erp cannot send");
        assertThat(post.headers().getFirst("Priority")).isEqualTo("high");
        assertThat(post.body()).contains("Was ist zu tun: ");
        assertThat(WebhookBody.encodedWord("Störung")).isEqualTo("=?UTF-8?B?U3TDtnJ1bmc=?=");
    }

    @Test
    void aCertificateThatIsNotTrustedIsRefusedAndTheAddressIsNotNamed() throws Exception {
        try (Hook hook = Hook.overTls(folder)) {
            AlertTarget.Result result = webhook(hook, HttpOptions.standard()).send(message());
            assertThat(result.sent()).isFalse();
            assertThat(result.said()).contains("certificate is not trusted").doesNotContain("HOOKSECRET");
            HttpOptions trusting = HttpOptions.standard().withTrust(folder.resolve("hook.pem"));
            assertThat(webhook(hook, trusting).send(message()).said()).isEqualTo("127.0.0.1 answered 200");
            assertThat(hook.posts()).hasSize(1);
        }
    }

    private static WebhookTarget webhook(Hook hook, HttpOptions options) {
        return new WebhookTarget(Http.standard(options), hook.uri(), AlertConfig.Format.JSON, Clock.systemUTC());
    }

    /** The log of HTTP names the request; with most services the path of a webhook is a secret. */
    @Test
    void thePathOfAWebhookIsNotLogged() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.ferrypost.http");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try (Hook hook = new Hook()) {
            String own = "127.0.0.1:" + hook.uri().getPort();
            webhook(hook, HttpOptions.standard()).send(message());
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(line -> line.contains(own))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("HOOKSECRET"));
        } finally {
            logger.detachAppender(lines);
        }
    }

    private Path script(String body) throws Exception {
        Path script = folder.resolve("alert.sh");
        Files.writeString(script, body);
        return script;
    }

    @Test
    void aCommandGetsTheAlertAndNoSecretOfTheBridge() throws Exception {
        Path out = folder.resolve("out");
        Path script = script("cat > " + out + ".json; env > " + out + ".env; echo \"$1\" > " + out + ".argument\n");
        AlertTarget.Result result = new CommandTarget(
                        List.of("/bin/sh", script.toString(), "to admin"), Duration.ofSeconds(30))
                .send(message());
        assertThat(result.sent()).as(result.said()).isTrue();
        assertThat(Json.read(Files.readString(Path.of(out + ".json")))).containsEntry("event", "start");
        assertThat(Files.readString(Path.of(out + ".argument"))).isEqualTo("to admin\n");
        assertThat(Files.readAllLines(Path.of(out + ".env")))
                .contains("FERRYPOST_ALERT_KIND=account-failing", "FERRYPOST_ALERT_SUBJECT=erp");
        assertThat(System.getenv().keySet().stream()
                        .filter(name ->
                                !name.matches("PATH|HOME|USER|LOGNAME|LANG|LC_ALL|TZ|TMPDIR|PWD|SHLVL|_|OLDPWD"))
                        .filter(name -> read(out + ".env").lines().anyMatch(line -> line.startsWith(name + "="))))
                .as("names of this process's environment that the command has too")
                .isEmpty();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aCommandThatDoesNotEndIsKilledWithWhatItStarted() throws Exception {
        Path pid = folder.resolve("pid");
        Path script = script("sleep 600 & echo $! > " + pid + "; wait\n");
        AlertTarget.Result result =
                new CommandTarget(List.of("/bin/sh", script.toString()), Duration.ofSeconds(1)).send(message());
        assertThat(result.sent()).isFalse();
        assertThat(result.said()).contains("did not end within 1 seconds");
        long child = Long.parseLong(Files.readString(pid).trim());
        org.awaitility.Awaitility.await()
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aCommandThatFailsOrIsMissingSaysSo() throws Exception {
        assertThat(new CommandTarget(List.of("/bin/sh", script("exit 3").toString()), Duration.ofSeconds(30))
                        .send(message())
                        .said())
                .contains("ended with status 3");
        assertThat(new CommandTarget(List.of("/nowhere/alert"), Duration.ofSeconds(30))
                        .send(message())
                        .said())
                .contains("cannot be started");
    }
}
