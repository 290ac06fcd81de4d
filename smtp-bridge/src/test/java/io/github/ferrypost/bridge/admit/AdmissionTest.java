package io.github.ferrypost.bridge.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.Logins;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
    private static final String REMOTE = "192.0.2.7";

    /** Address, encrypted, login, login required, sender, and what comes of it: a mailbox or a reply. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false, ,        false, app@contoso.example,      noreply@contoso.example",
        "127.0.0.1, false, ,        false, second@contoso.example,   second@contoso.example",
        "127.0.0.1, false, ,        false, SECOND@Contoso.Example,   second@contoso.example",
        "127.0.0.1, false, ,        false, any@branch.example,       second@contoso.example",
        "127.0.0.1, false, ,        false, '',                       noreply@contoso.example",
        "127.0.0.1, false, scanner, false, app@contoso.example,      second@contoso.example",
        "127.0.0.1, false, scanner, false, noreply@contoso.example,  second@contoso.example",
        "127.0.0.1, false, scanner, false, '',                       second@contoso.example",
        "127.0.0.1, false, nobody,  false, any@branch.example,       second@contoso.example",
        "127.0.0.1, false, nobody,  false, app@contoso.example,      noreply@contoso.example",
        "127.0.0.1, false, ,        true,  app@contoso.example,      530 5.7.0",
        "127.0.0.1, false, nobody,  true,  app@contoso.example,      noreply@contoso.example",
        "192.0.2.7, false, ,        false, app@contoso.example,      530 5.7.0",
        "192.0.2.7, false, scanner, false, app@contoso.example,      530 5.7.0",
        "192.0.2.7, true,  ,        false, app@contoso.example,      530 5.7.0",
        "192.0.2.7, true,  scanner, false, app@contoso.example,      second@contoso.example"
    })
    void whoMaySendAndByWhichAccount(
            String address, boolean encrypted, String login, boolean required, String sender, String expected)
            throws Exception {
        ClientIdentity client = ClientIdentity.connected(InetAddress.getByName(address));
        client = encrypted ? client.withTls() : client;
        client = login == null ? client : client.withLogin(login);
        Admission admission =
                new Admission(new BridgeConfig.Admit(Logins.parse("x:LEGACYPASSWORD"), required), accounts(""));

        assertThat(text(admission.send(client, sender))).startsWith(expected);
    }

    @Test
    void whereNoAccountSendsItIsRefusedWithWhatToDo() throws Exception {
        Admission admission = new Admission(
                new BridgeConfig.Admit(Logins.none(), false),
                Accounts.from(Settings.of(Map.of(
                        "ferrypost.tenant", "contoso.example",
                        "ferrypost.client", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                        "ferrypost.secret", "x~SANDBOXSECRET",
                        "ferrypost.account.one.mailbox", "one@contoso.example",
                        "ferrypost.account.two.mailbox", "two@contoso.example"))));
        ClientIdentity client =
                ClientIdentity.connected(InetAddress.getLoopbackAddress()).withLogin("nobody");

        assertThat(text(admission.send(client, "other@contoso.example")))
                .startsWith("550 5.7.1")
                .contains("<other@contoso.example>")
                .contains("nobody")
                .contains("Remedy:")
                .contains("ferrypost.senders");
    }

    /** Address, encrypted, logins set, user, password, and the reply to it; empty where it is accepted. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false, false, anybody, anything,       ''",
        "127.0.0.1, false, true,  scanner, LEGACYPASSWORD, ''",
        "127.0.0.1, false, true,  scanner, wrong,          535",
        "127.0.0.1, false, true,  scanner, '',             535",
        "127.0.0.1, false, true,  nobody,  LEGACYPASSWORD, 535",
        "127.0.0.1, false, true,  nobody,  '',             535",
        "192.0.2.7, true,  true,  scanner, LEGACYPASSWORD, ''",
        "192.0.2.7, true,  false, anybody, anything,       535"
    })
    void whoseLoginIsAccepted(
            String address, boolean encrypted, boolean set, String user, String password, String expected)
            throws Exception {
        ClientIdentity client = ClientIdentity.connected(InetAddress.getByName(address));
        client = encrypted ? client.withTls() : client;
        Logins logins = set ? Logins.parse("scanner:LEGACYPASSWORD") : Logins.none();
        Admission admission = new Admission(new BridgeConfig.Admit(logins, false), accounts(""));

        assertThat(admission.logIn(client, user, password).map(Object::toString).orElse(""))
                .startsWith(expected)
                .matches(reply -> expected.isEmpty() == reply.isEmpty());
    }

    @Test
    void noPasswordIsAskedForInTheClear() throws UnknownHostException, SettingsException {
        Admission admission =
                new Admission(new BridgeConfig.Admit(Logins.parse("scanner:LEGACYPASSWORD"), false), accounts(""));
        ClientIdentity remote = ClientIdentity.connected(InetAddress.getByName(REMOTE));
        assertThat(admission.offersLogin(remote)).isFalse();
        assertThat(admission.mayLogIn(remote))
                .hasValueSatisfying(reply -> assertThat(reply.code()).isEqualTo(538));
        assertThat(admission.offersLogin(remote.withTls())).isTrue();
        assertThat(admission.offersLogin(ClientIdentity.connected(InetAddress.getLoopbackAddress())))
                .isTrue();
    }

    @Test
    void tlsForgetsALoginFromBefore() throws UnknownHostException {
        assertThat(ClientIdentity.connected(InetAddress.getLoopbackAddress())
                        .withLogin("x")
                        .withTls()
                        .login())
                .isEmpty();
    }

    private static Accounts accounts(String fallback) throws SettingsException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "ferrypost.secret", "x~SANDBOXSECRET",
                "ferrypost.mailbox", "noreply@contoso.example",
                "ferrypost.account.second.mailbox", "second@contoso.example",
                "ferrypost.account.second.senders", "branch.example",
                "ferrypost.account.second.logins", "scanner"));
        settings.put("ferrypost.default", fallback);
        return Accounts.from(Settings.of(settings));
    }

    private static String text(Decision decision) {
        return decision instanceof Decision.Admitted admitted
                ? admitted.account().mailbox()
                : ((Decision.Refused) decision).reply().toString();
    }

    @Test
    void SEC20_aLoginIsKeptWithoutWhatWouldDisturbAPageALogOrATerminal() {
        ClientIdentity client = ClientIdentity.connected(java.net.InetAddress.getLoopbackAddress())
                .withLogin("a\u0000b\u001bc\u202ed\u2028e\u2066f\u200bg é 漢 \ud83d\ude00");
        assertThat(client.login()).contains("a?b?c?d?e?f?g é 漢 \ud83d\ude00");
    }
}
