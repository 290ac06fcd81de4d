package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.exchange.Limits;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AUTH, right and wrong. */
class SmtpAuthTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private String auth(String user, String token) throws Exception {
        try (SmtpClient client = SmtpClient.secured(sandbox)) {
            return client.auth(user, token);
        }
    }

    private String auth() throws Exception {
        return auth(Sandbox.MAILBOX, sandbox.smtpToken(sandbox.app(), HOUR));
    }

    @Test
    void takesATokenInTwoLines() throws Exception {
        assertThat(auth()).isEqualTo("235 2.7.0 Authentication successful");
        assertThat(sandbox.smtpToken(sandbox.app(), HOUR).length()).isBetween(1500, 2500);
    }

    @Test
    void takesATokenInOneLineOnlyWhereTheLimitAllowsIt() throws Exception {
        String line = "AUTH XOAUTH2 " + SmtpClient.xoauth2(Sandbox.MAILBOX, sandbox.smtpToken(sandbox.app(), HOUR));
        try (SmtpClient client = SmtpClient.secured(sandbox)) {
            assertThat(client.ask(line)).isEqualTo("500 5.3.3 Unrecognized command");
            assertThat(client.ask("NOOP")).startsWith("250");
        }
        try (Sandbox lenient = Sandbox.builder()
                        .limits(Limits.none().commandLine(8192))
                        .start();
                SmtpClient client = SmtpClient.secured(lenient)) {
            String inline =
                    "AUTH XOAUTH2 " + SmtpClient.xoauth2(Sandbox.MAILBOX, lenient.smtpToken(lenient.app(), HOUR));
            assertThat(client.ask(inline)).startsWith("235 2.7.0");
        }
    }

    @Test
    void readsTokenLinesUpToTheLimitOfRfc4954() throws Exception {
        try (SmtpClient client = SmtpClient.secured(sandbox)) {
            client.ask("AUTH XOAUTH2");
            assertThat(client.ask("A".repeat(12_286))).startsWith("535 5.7.3");
            client.ask("AUTH XOAUTH2");
            assertThat(client.ask("A".repeat(12_287))).startsWith("500 5.5.6");
        }
    }

    @Test
    void refusesTokensThatAreNotForThis() throws Exception {
        String denied = "535 5.7.3 Authentication unsuccessful [";
        assertThat(auth(Sandbox.MAILBOX, sandbox.graphToken(sandbox.app(), HOUR)))
                .startsWith(denied);
        assertThat(auth(Sandbox.MAILBOX, sandbox.smtpToken(sandbox.app(), Duration.ZERO)))
                .startsWith(denied);
        assertThat(auth("nobody@contoso.example", sandbox.smtpToken(sandbox.app(), HOUR)))
                .startsWith(denied);
        String token = sandbox.smtpToken(sandbox.app(), HOUR);
        assertThat(auth(Sandbox.MAILBOX, token.substring(0, token.length() - 8) + "AAAAAAAA"))
                .startsWith(denied);
        sandbox.app().revokeTokens();
        assertThat(auth(Sandbox.MAILBOX, token)).startsWith(denied);
        sandbox.mailbox().disabled(true);
        assertThat(auth()).startsWith(denied);
    }

    @Test
    void wantsTheRoleAndFullAccessOrRbac() throws Exception {
        App bare = sandbox.directory().addApp("bare");
        assertThat(auth(Sandbox.MAILBOX, sandbox.smtpToken(bare, HOUR))).startsWith("535 5.7.3");
        sandbox.mailbox().grantRbac(bare, "SMTP.SendAsApp");
        assertThat(auth(Sandbox.MAILBOX, sandbox.smtpToken(bare, HOUR))).startsWith("235");
        sandbox.mailbox().fullAccess();
        assertThat(auth()).startsWith("535 5.7.3");
        sandbox.mailbox().fullAccess(sandbox.app());
        assertThat(auth()).startsWith("235");
        sandbox.app().consent(false);
        assertThat(auth()).startsWith("535 5.7.3");
    }

    @Test
    void U3_aSharedMailboxIsOpenByRbacAlone() throws Exception {
        App bare = sandbox.directory().addApp("bare");
        App consented = sandbox.directory().addApp("consented", "SMTP.SendAsApp");
        Mailbox shared = sandbox.directory().addSharedMailbox("sales@contoso.example");
        User user = sandbox.mailbox().owner();
        shared.delegates(user).grantRbac(bare, "Application SMTP.SendAsApp");

        assertThat(shared.licensed()).isFalse();
        assertThat(auth(shared.address(), sandbox.smtpToken(bare, HOUR))).startsWith("235");
        assertThat(auth(shared.address(), sandbox.smtpToken(consented, HOUR))).startsWith("535 5.7.3");
        assertThat(auth(shared.address(), sandbox.smtpToken(sandbox.app(), user, HOUR)))
                .startsWith("535 5.7.3");
        assertThat(auth(Sandbox.MAILBOX, sandbox.smtpToken(sandbox.app(), user, HOUR)))
                .startsWith("235");
    }

    @Test
    void namesTheSwitchThatIsOff() throws Exception {
        sandbox.directory().smtpAuthDisabled(true);
        assertThat(auth())
                .startsWith("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the"
                        + " Tenant. Visit https://aka.ms/smtp_auth_disabled");
        sandbox.mailbox().smtpAuthDisabled(false);
        assertThat(auth()).startsWith("235");
        sandbox.mailbox().smtpAuthDisabled(true);
        assertThat(auth()).contains("SmtpClientAuthentication is disabled for the Mailbox");
        sandbox.directory().securityDefaults(true);
        assertThat(auth()).contains("user is locked by your organization's security defaults policy");
    }

    @Test
    void refusesPasswords() throws Exception {
        try (SmtpClient client = SmtpClient.secured(sandbox)) {
            assertThat(client.ask("AUTH LOGIN")).isEqualTo("334 VXNlcm5hbWU6");
            assertThat(client.ask("dXNlcg==")).isEqualTo("334 UGFzc3dvcmQ6");
            assertThat(client.ask("cGFzcw=="))
                    .startsWith("535 5.7.139 Authentication unsuccessful, basic authentication is disabled");
            assertThat(client.ask("AUTH PLAIN AGEAYg==")).startsWith("504 5.7.4");
        }
    }

    @Test
    void mayChallengeAsGmailDoes() throws Exception {
        try (Sandbox gmail = Sandbox.builder().authChallenge(true).start();
                SmtpClient client = SmtpClient.secured(gmail)) {
            assertThat(client.auth(Sandbox.MAILBOX, "wrong")).startsWith("334 eyJzdGF0dXMiOiI0MDEi");
            assertThat(client.ask("")).startsWith("535 5.7.3");
        }
    }
}
