package io.github.ferrypost.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.directory.User;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Graph and SMTP let a user's token do. */
class DelegatedTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String OFFICE = "office@contoso.example";
    private Sandbox sandbox;
    private GraphClient graph;
    private User owner;
    private Mailbox office;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        owner = sandbox.mailbox().owner();
        office = sandbox.directory().addMailbox(OFFICE);
        graph = new GraphClient(sandbox);
        graph.token = sandbox.graphToken(sandbox.app(), owner, HOUR);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private int send(String user, String from) throws Exception {
        return graph.post(
                        user + "/sendMail",
                        "text/plain",
                        GraphClient.base64(GraphClient.mime("From: " + from, "To: a@customer.example")))
                .statusCode();
    }

    @Test
    void sendsFromTheUsersOwnMailbox() throws Exception {
        assertThat(send("/me", Sandbox.MAILBOX)).isEqualTo(202);
        assertThat(send("/users/" + Sandbox.MAILBOX, Sandbox.MAILBOX)).isEqualTo(202);
        assertThat(send("/users/" + OFFICE, OFFICE)).isEqualTo(403);
        assertThat(send("/me", OFFICE)).isEqualTo(403);
        assertThat(sandbox.delivered())
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail.mailbox()).isEqualTo(Sandbox.MAILBOX));
        assertThat(graph.get("/me").body()).contains(Sandbox.MAILBOX);
    }

    @Test
    void sendsFromAnotherMailboxWithFullAccessAndTheSharedPermission() throws Exception {
        office.delegates(owner);
        assertThat(send("/users/" + OFFICE, OFFICE)).isEqualTo(202);
        sandbox.app().scopes("Mail.Send", "User.Read");
        graph.token = sandbox.graphToken(sandbox.app(), owner, HOUR);
        assertThat(send("/users/" + OFFICE, OFFICE)).isEqualTo(403);
        sandbox.app().scopes("User.Read");
        graph.token = sandbox.graphToken(sandbox.app(), owner, HOUR);
        assertThat(send("/me", Sandbox.MAILBOX)).isEqualTo(403);
    }

    @Test
    void anAppAloneIsNobody() throws Exception {
        graph.token = sandbox.graphToken(sandbox.app(), HOUR);
        assertThat(send("/me", Sandbox.MAILBOX)).isEqualTo(400);
    }

    @Test
    void aUserWithoutAMailboxCannotSend() throws Exception {
        User admin = sandbox.directory().addUser("admin@contoso.example");
        graph.token = sandbox.graphToken(sandbox.app(), admin, HOUR);
        assertThat(send("/me", "admin@contoso.example")).isEqualTo(404);
    }

    @Test
    void readsTheDirectoryWithTheScope() throws Exception {
        User admin = sandbox.directory().addUser("admin@contoso.example");
        String registration = "/applications(appId='" + sandbox.clientId() + "')";
        graph.token = sandbox.graphToken(sandbox.app(), admin, HOUR);
        assertThat(graph.get(registration).statusCode()).isEqualTo(403);
        sandbox.app().scopes("Directory.Read.All");
        graph.token = sandbox.graphToken(sandbox.app(), admin, HOUR);
        assertThat(graph.get(registration).statusCode()).isEqualTo(200);
        assertThat(graph.get("/users/" + Sandbox.MAILBOX).statusCode()).isEqualTo(200);
    }

    @Test
    void U1_smtpTakesTheTokensOwnUserAndNoMailboxThatIsOpenToThatUser() throws Exception {
        String token = sandbox.smtpToken(sandbox.app(), owner, HOUR);
        assertThat(auth(Sandbox.MAILBOX, token)).startsWith("235");
        assertThat(auth(OFFICE, token)).startsWith("535 5.7.3");
        office.delegates(owner);
        assertThat(auth(OFFICE, token)).startsWith("535 5.7.3");
        sandbox.app().scopes("Mail.Send");
        assertThat(auth(Sandbox.MAILBOX, sandbox.smtpToken(sandbox.app(), owner, HOUR)))
                .startsWith("535 5.7.3");
        assertThat(auth(Sandbox.MAILBOX, graph.token)).startsWith("535 5.7.3");
    }

    @Test
    void U1_theUserSendsAsAMailboxWithTheRightSendAs() throws Exception {
        String token = sandbox.smtpToken(sandbox.app(), owner, HOUR);
        try (SmtpClient client = SmtpClient.secured(sandbox)) {
            client.auth(Sandbox.MAILBOX, token);
            assertThat(client.ask("MAIL FROM:<" + OFFICE + ">")).startsWith("550 5.7.60");
            sandbox.mailbox().sendAs(OFFICE);
            assertThat(client.ask("MAIL FROM:<" + OFFICE + ">")).startsWith("250");
        }
    }

    private String auth(String user, String token) throws Exception {
        try (SmtpClient client = SmtpClient.secured(sandbox)) {
            return client.auth(user, token);
        }
    }
}
