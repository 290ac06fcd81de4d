package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import jakarta.mail.Session;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Who carries a Session's mail: each rule, and which of two rules is the nearer. */
class AccountSelectorTest {
    private static final String MICROSOFT = "smtp.office365.com";

    private final Map<String, String> settings = new TreeMap<>(Ours.twoAccounts());
    private final Properties mail = new Properties();

    private AccountSelection choose(String protocol, String host, String login) throws SettingsException {
        SessionProperties session =
                new SessionProperties(Session.getInstance(mail), protocol, key -> settings.get("system:" + key));
        Map<String, String> given = new TreeMap<>(settings);
        given.keySet().removeIf(key -> key.startsWith("system:"));
        return new AccountSelector(nearest -> Settings.of(given).with(nearest))
                .choose(new AccountSelector.Wish(protocol, host, login, session));
    }

    private AccountSelection choose(String host, String login) throws SettingsException {
        return choose("smtp", host, login);
    }

    private static String mailbox(AccountSelection route) {
        return route.signsIn().map(Account::mailbox).orElse("nobody");
    }

    @Test
    void byLogin() throws Exception {
        assertThat(mailbox(choose(MICROSOFT, "ERP@Contoso.com"))).isEqualTo("erp@contoso.com");
        assertThat(mailbox(choose(MICROSOFT, "shopuser"))).isEqualTo("shop@contoso.com");
    }

    @Test
    void U5_eachSenderByItsOwnMailbox() throws Exception {
        settings.put("ferrypost.account.each.mailbox", "*@each.example");
        AccountSelection route = choose(MICROSOFT, "nobody");
        assertThat(route.accountFor("Kim@each.example").map(Account::mailbox)).contains("kim@each.example");

        settings.put("ferrypost.account.each.logins", "portal");
        AccountSelection byLogin = choose(MICROSOFT, "portal");
        assertThat(byLogin.accountFor("kim@each.example").map(Account::mailbox)).contains("kim@each.example");
        assertThat(byLogin.accountFor("kim@elsewhere.example")).isEmpty();
        settings.put("ferrypost.account.each.fallback", "default");
        assertThat(choose(MICROSOFT, "portal")
                        .accountFor("kim@elsewhere.example")
                        .map(Account::mailbox))
                .contains("erp@contoso.com");
    }

    @Test
    void byTheLoginOfTheSessionWhereConnectNamesTheUserOfTheMachine() throws Exception {
        mail.put("mail.smtp.user", "shopuser");
        assertThat(mailbox(choose(MICROSOFT, "root"))).isEqualTo("shop@contoso.com");
    }

    @Test
    void accountsAreMadeAnewOnlyWhereTheSettingsChanged() throws Exception {
        AccountSelector routing =
                new AccountSelector(nearest -> Settings.of(settings).with(nearest));
        AccountSelector.Wish wish = new AccountSelector.Wish(
                "smtp", MICROSOFT, "shopuser", new SessionProperties(Session.getInstance(mail), "smtp"));
        Account first = routing.choose(wish).signsIn().orElseThrow();
        assertThat(routing.choose(wish).signsIn()).containsSame(first);
        settings.put("ferrypost.secret", "~NEWSECRET~");
        assertThat(routing.choose(wish).signsIn()).get().isNotEqualTo(first);
    }

    @Test
    void loginIsNearerThanSender() throws Exception {
        mail.put("mail.smtp.from", "erp@contoso.com");
        AccountSelection route = choose(MICROSOFT, "shopuser");
        assertThat(mailbox(route)).isEqualTo("shop@contoso.com");
        assertThat(route.accountFor("erp@contoso.com").orElseThrow().mailbox()).isEqualTo("shop@contoso.com");
    }

    @Test
    void bySenderOfTheSession() throws Exception {
        mail.put("mail.from", "erp@contoso.com");
        assertThat(mailbox(choose(MICROSOFT, null))).isEqualTo("erp@contoso.com");
        mail.put("mail.smtp.from", "news@shop.example");
        assertThat(mailbox(choose(MICROSOFT, "root"))).isEqualTo("shop@contoso.com");
    }

    @Test
    void theMessagesOwnSenderIsNearerThanTheSessions() throws Exception {
        mail.put("mail.from", "erp@contoso.com");
        AccountSelection route = choose(MICROSOFT, null);
        assertThat(route.accountFor("news@shop.example").orElseThrow().mailbox())
                .isEqualTo("shop@contoso.com");
        assertThat(route.accountFor("other@elsewhere.example").orElseThrow().mailbox())
                .isEqualTo("erp@contoso.com");
    }

    @Test
    void undecidedUntilTheFirstMessage() throws Exception {
        AccountSelection route = choose(MICROSOFT, "somebody@else.example");
        assertThat(route.isAngus()).isFalse();
        assertThat(route.signsIn()).isEmpty();
        assertThat(route.accountFor("news@shop.example")).isPresent();
        assertThat(route.accountFor("somebody@else.example")).isEmpty();
        assertThat(route.elseAngus()).isTrue();
    }

    @Test
    void otherHostsAreLeftAlone() throws Exception {
        assertThat(choose("mail.internal.example", "erp@contoso.com").isAngus()).isTrue();
        assertThat(choose("localhost", "erp@contoso.com").isAngus()).isTrue();
    }

    @Test
    void anyHostWhereTheSettingsSaySo() throws Exception {
        settings.put("ferrypost.hosts", "*");
        assertThat(mailbox(choose("mail.internal.example", "erp@contoso.com"))).isEqualTo("erp@contoso.com");
    }

    @Test
    void anyHostWhereTheSessionNamesTheAccount() throws Exception {
        mail.put("ferrypost.account", "shop");
        assertThat(mailbox(choose("mail.internal.example", "erp@contoso.com"))).isEqualTo("shop@contoso.com");
    }

    @Test
    void anyHostWhereTheSessionBringsTheAccount() throws Exception {
        settings.clear();
        mail.putAll(Ours.account());
        assertThat(mailbox(choose("mail.internal.example", "root"))).isEqualTo("erp@contoso.com");
    }

    /** Jenkins makes its Sessions with {@code new Properties(System.getProperties())}. */
    @Test
    void aSessionMadeFromSystemPropertiesDoesNotAskForUs() throws Exception {
        Ours.account().forEach((key, value) -> settings.put("system:" + key, value));
        mail.putAll(Ours.account());
        assertThat(choose("mail.internal.example", "root").isAngus()).isTrue();
        assertThat(mailbox(choose(MICROSOFT, "erp@contoso.com"))).isEqualTo("erp@contoso.com");
    }

    @Test
    void theProtocolTakesTheDefaultAccountLast() throws Exception {
        assertThat(mailbox(choose("ferrypost", "mail.internal.example", "shopuser")))
                .isEqualTo("shop@contoso.com");
        assertThat(mailbox(choose("ferrypost", "mail.internal.example", "root")))
                .isEqualTo("erp@contoso.com");
        mail.put("mail.smtp.from", "news@shop.example");
        assertThat(mailbox(choose("ferrypost", "mail.internal.example", "root")))
                .isEqualTo("shop@contoso.com");
    }

    @Test
    void theProtocolWithoutADefaultDecidesByTheMessageAndNeverByAngus() throws Exception {
        settings.put("ferrypost.account.first.mailbox", settings.remove("ferrypost.mailbox"));
        AccountSelection route = choose("ferrypost", "localhost", "root");
        assertThat(route.signsIn()).isEmpty();
        assertThat(route.accountFor("news@shop.example")).isPresent();
        assertThat(route.elseAngus()).isFalse();
    }

    @Test
    void switchedOffFromTheSessionOrTheSettings() throws Exception {
        mail.put("ferrypost.enabled", false);
        mail.put("ferrypost.account", "shop");
        assertThat(choose(MICROSOFT, "erp@contoso.com").isAngus()).isTrue();
        mail.clear();
        settings.put("ferrypost.enabled", "FALSE");
        assertThat(choose("ferrypost", MICROSOFT, "erp@contoso.com").isAngus()).isTrue();
    }

    @Test
    void switchedOffEvenWhereTheSettingsAreBroken() throws Exception {
        settings.put("ferrypost.tenant", "not a tenant");
        mail.put("ferrypost.enabled", "false");
        assertThat(choose(MICROSOFT, "erp@contoso.com").isAngus()).isTrue();
    }

    @Test
    void aSessionThatSignsInWithTokensItselfIsLeftAlone() throws Exception {
        mail.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        assertThat(choose(MICROSOFT, "erp@contoso.com").isAngus()).isTrue();
        mail.put("mail.smtp.auth.mechanisms", "xoauth2 OAUTHBEARER");
        assertThat(choose(MICROSOFT, "erp@contoso.com").isAngus()).isTrue();
        mail.put("mail.smtp.auth.mechanisms", "LOGIN XOAUTH2");
        assertThat(choose(MICROSOFT, "erp@contoso.com").isAngus()).isFalse();
        mail.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        mail.put("ferrypost.account", "shop");
        assertThat(choose(MICROSOFT, "erp@contoso.com").isAngus()).isFalse();
    }

    @Test
    void saslWithTokensIsLeftAloneToo() throws Exception {
        mail.put("mail.smtp.sasl.mechanisms", "XOAUTH2");
        assertThat(choose(MICROSOFT, "erp@contoso.com").isAngus()).isFalse();
        mail.put("mail.smtp.sasl.enable", "true");
        assertThat(choose(MICROSOFT, "erp@contoso.com").isAngus()).isTrue();
    }

    @Test
    void brokenSettingsStopMicrosoftsMailOnly() throws Exception {
        settings.put("ferrypost.tenant", "not a tenant");
        assertThatThrownBy(() -> choose(MICROSOFT, "erp@contoso.com"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ferrypost.tenant");
        assertThatThrownBy(() -> choose("ferrypost", "localhost", null)).isInstanceOf(SettingsException.class);
        AccountSelection route = choose("mail.internal.example", "root");
        assertThat(route.isAngus()).isTrue();
        assertThat(route.isBroken()).isTrue();
    }

    @Test
    void aNameThatNoAccountHas() {
        mail.put("ferrypost.account", "shp");
        assertThatThrownBy(() -> choose("mail.internal.example", null))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("shp");
    }

    @Test
    void withoutSettingsNothingChanges() throws Exception {
        settings.clear();
        AccountSelection route = choose(MICROSOFT, "erp@contoso.com");
        assertThat(route.isAngus()).isTrue();
        assertThat(route.isBroken()).isFalse();
        assertThatThrownBy(() -> choose("ferrypost", "localhost", null))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ferrypost.tenant");
    }

    @Test
    void smtpsReadsItsOwnProperties() throws Exception {
        mail.put("mail.smtp.user", "shopuser");
        assertThat(choose("smtps", MICROSOFT, "root").signsIn()).isEmpty();
        mail.put("mail.smtps.user", "shopuser");
        assertThat(mailbox(choose("smtps", MICROSOFT, "root"))).isEqualTo("shop@contoso.com");
    }
}
