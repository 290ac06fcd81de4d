package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that check their users' passwords by an SMTP login. */
class ConnectLoginsTest {
    private final Properties mail = new Properties();

    private void connect(String setting, String user, String password) throws MessagingException {
        connect(setting, null).connect(Ours.HOST, 587, user, password);
    }

    private Ours connect(String setting, Authenticator authenticator) {
        Map<String, String> settings = Ours.twoAccounts();
        settings.put("ferrypost.connect-logins", setting);
        mail.put("mail.smtp.host", Ours.HOST);
        return Ours.of(Session.getInstance(mail, authenticator), Ours.hold(settings, new WorldRoads(new World())));
    }

    @Test
    void D8_byDefaultAnyLoginIsAcceptedAsDocumented() throws Exception {
        mail.put("mail.smtp.host", Ours.HOST);
        Ours transport = Ours.of(Session.getInstance(mail), Ours.hold(Ours.twoAccounts(), new WorldRoads(new World())));
        transport.connect(Ours.HOST, 587, "stranger@elsewhere.test", "wrong");
        assertThat(transport.isConnected()).isTrue();
    }

    @Test
    void D8_aStrangerIsRefused() {
        for (String setting : new String[] {"known", "erp@contoso.com:right", "KNOWN"}) {
            assertThatThrownBy(() -> connect(setting, "stranger@elsewhere.test", "wrong"))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("535 5.7.8")
                    .hasMessageContaining("ferrypost.connect-logins")
                    .hasMessageNotContaining("wrong");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"erp@contoso.com", "ERP@Contoso.com", "shopuser"})
    void D8_loginsOfAccountsAreKnown(String user) throws Exception {
        connect("known", user, "LEGACYPASSWORD");
    }

    @ParameterizedTest
    @CsvSource({
        "shopuser, right, true",
        "ShopUser, right, true",
        "shopuser, wrong, false",
        "shopuser, '', false",
        "erp@contoso.com, right, false",
        "old, a:b, true"
    })
    void D8_passwordsOfTheSettingAreChecked(String user, String password, boolean accepted) {
        String setting = "shopuser:right\n old:a:b , ";
        if (accepted) {
            org.assertj.core.api.Assertions.assertThatCode(() -> connect(setting, user, password))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> connect(setting, user, password))
                    .isInstanceOf(AuthenticationFailedException.class);
        }
    }

    @Test
    void D8_aConnectionWithoutALoginGoesOnWhereNoneIsWanted() throws Exception {
        connect("known", (String) null, null);
        mail.put("mail.smtp.auth", "true");
        assertThatThrownBy(() -> connect("known", (String) null, null))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void D8_theAuthenticatorIsAskedForTheLogin() throws Exception {
        mail.put("mail.smtp.auth", "true");
        connect("known", says("shopuser")).connect();
        assertThatThrownBy(() -> connect("known", says("stranger")).connect())
                .isInstanceOf(AuthenticationFailedException.class);
    }

    private static Authenticator says(String user) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, "LEGACYPASSWORD");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"some", "name:", ":secret", "a:b, c", ","})
    void D8_aSettingThatIsNeitherIsRefusedByName(String setting) {
        assertThatThrownBy(() -> connect(setting, Ours.MAILBOX, "x"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("ferrypost.connect-logins");
    }

    @Test
    void D8_noPasswordInTheTextForm() throws Exception {
        assertThat(ConnectLogins.of("shopuser:right", name -> true).toString()).doesNotContain("right");
    }
}
