package io.github.ferrypost.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.token.TokenResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a code that is typed on another device. */
class DeviceCodeLoginTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void waitsUntilTheCodeIsTypedThenKeepsAndProvesTheSignIn() throws Exception {
        desk.set("roads", "graph,smtp");
        desk.meanwhile = count -> {
            if (count == 3) {
                desk.people().approve(desk.people().pending().get(0), desk.owner());
            }
        };
        assertThat(desk.login("--lang", "en"))
                .startsWith("0\nOpen " + desk.sandbox.login() + "/devicelogin in a browser")
                .contains(
                        "Sign in as noreply@contoso.example.",
                        "The code is valid for 2 minutes.",
                        "Signed in as noreply@contoso.example; the sign-in is stored in " + folder.resolve("tokens"),
                        "Microsoft Graph: Entra issued a token without another sign-in.",
                        "SMTP: Entra issued a token without another sign-in.")
                .doesNotContain(App.SECRET_MARKER, "eyJ");
        assertThat(desk.waited).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                .isFalse();
        assertThat(Files.readString(folder.resolve("tokens")))
                .contains("noreply@contoso.example")
                .doesNotContain(App.SECRET_MARKER);
    }

    @Test
    void speaksGerman() {
        desk.approving();
        assertThat(desk.login("--lang=de"))
                .startsWith("0\nAuf diesem oder einem anderen Gerät im Browser ")
                .contains("Angemeldet als", "Entra hat ein Token ohne erneute Anmeldung ausgestellt");
    }

    @Test
    void slowsDownWhenTold() {
        desk.sandbox.faults().next(Target.TOKEN, Fault.status(400).code("slow_down"));
        desk.meanwhile = count -> {
            if (count == 2) {
                desk.approving().meanwhile.accept(count);
            }
        };
        assertThat(desk.login()).startsWith("0\n");
        assertThat(desk.waited).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void aNetworkThatFailsForAMomentCostsNoSignIn() {
        desk.sandbox.faults().next(Target.TOKEN, Fault.dropBefore()).next(Target.TOKEN, Fault.status(503));
        desk.meanwhile = count -> {
            if (count == 3) {
                desk.approving().meanwhile.accept(count);
            }
        };
        assertThat(desk.login()).startsWith("0\n");
    }

    @Test
    void tellsWhoDeclinedAndKeepsNothing() {
        desk.meanwhile = count -> desk.people().decline(desk.people().pending().get(0));
        assertThat(desk.login("--lang", "en")).startsWith("1\n").contains("The user declined the sign-in.");
        assertThat(folder.resolve("tokens")).doesNotExist();
    }

    @Test
    void tellsThatNobodyCameInTime() {
        assertThat(desk.login("--lang", "de")).startsWith("1\n").contains("Zeit für die Anmeldung ist abgelaufen");
        assertThat(desk.waited).hasSize(24);
    }

    @Test
    void tellsOfAWrongTenantBeforeAnybodyTypes() {
        desk.set("tenant", "11111111-2222-3333-4444-555555555555");
        assertThat(desk.login("--lang", "en")).startsWith("1\n").contains("AADSTS90002", "What to do: ");
        assertThat(desk.waited).isEmpty();
    }

    @Test
    void namesTheAdministratorsPageWhereConsentIsNeeded() {
        desk.sandbox.app().scopes();
        desk.people().userConsent(false);
        desk.approving();
        assertThat(desk.login("--lang", "de"))
                .startsWith("1\n")
                .contains(
                        "AADSTS90094",
                        "Ein Administrator kann hier für alle Benutzer zustimmen: " + desk.sandbox.login() + "/"
                                + desk.sandbox.tenantId() + "/v2.0/adminconsent?scope=",
                        "client_id=" + desk.sandbox.clientId());
    }

    @Test
    void anAppThatIsNoPublicClientIsExplained() {
        desk.sandbox.app().registration().publicClient(false);
        desk.approving();
        assertThat(desk.login("--lang", "en"))
                .startsWith("1\n")
                .contains("AADSTS7000218", "Allow public client flows = Yes");
    }

    @Test
    void somebodyElseThanTheNamedUserIsNotKept() {
        User clerk = desk.sandbox.directory().addUser("clerk@contoso.example");
        desk.set("user", "boss@contoso.example");
        desk.meanwhile = count -> desk.people().approve(desk.people().pending().get(0), clerk);
        assertThat(desk.login("--lang", "en"))
                .startsWith("1\n")
                .contains("clerk@contoso.example has signed in, but ferrypost.user is boss@contoso.example");
        assertThat(folder.resolve("tokens")).doesNotExist();
    }

    @Test
    void aUserMaySendFromASharedMailbox() {
        User clerk =
                desk.sandbox.directory().addMailbox("clerk@contoso.example").owner();
        desk.sandbox.mailbox().delegates(clerk);
        desk.set("user", "clerk@contoso.example");
        desk.meanwhile = count -> desk.people().approve(desk.people().pending().get(0), clerk);
        assertThat(desk.login("--lang", "en"))
                .startsWith("0\n")
                .contains("messages are sent from noreply@contoso.example: the user needs Full Access");
    }

    @Test
    void whatCannotBeReadAnyMoreIsPutAsideNotDeleted() throws Exception {
        Files.writeString(folder.resolve("tokens"), "not json");
        Files.setPosixFilePermissions(
                folder.resolve("tokens"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        desk.approving();
        assertThat(desk.login("--lang", "en"))
                .startsWith("0\n")
                .contains("has been renamed: " + folder.resolve("tokens.set-aside-"));
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().contains("set-aside")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("not json"));
        }
    }

    @Test
    void theRightAccountIsAskedFor() {
        desk.approving();
        desk.set("account.one.mailbox", "one@contoso.example").set("account.one.sign-in", "secret");
        desk.set("account.one.secret", "x".repeat(40));
        assertThat(desk.login("--account", "two")).startsWith("2\n").contains("\"two\"");
        assertThat(desk.login("--account", "one", "--lang", "en"))
                .startsWith("2\n")
                .contains("No user needs to sign in");
        desk.set("account.two.mailbox", "two@contoso.example");
        assertThat(desk.login("--lang", "en")).startsWith("2\n").contains("select one with --account");
        assertThat(desk.login("--account", "")).startsWith("0\n");
    }

    @Test
    void optionsAreChecked() {
        assertThat(desk.login("--help")).startsWith("0\nUsage: ferrypost login");
        for (String wrong : new String[] {"--verbose", "--lang=fr", "--account"}) {
            assertThat(desk.login(wrong)).startsWith("2\n").contains("Usage: ferrypost login");
        }
        assertThat(desk.login("--browser", "--device-code")).startsWith("2\n").contains("cannot be used together");
        desk.settings.clear();
        desk.settings.putAll(Map.of("ferrypost.mailbox", "a@contoso.example"));
        assertThat(desk.login()).startsWith("2\n").contains("ferrypost.tenant is missing");
    }
}
