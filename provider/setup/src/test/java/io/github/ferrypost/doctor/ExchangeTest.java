package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Level C: the lines for an administrator of Exchange, and what comes back. */
class ExchangeTest {
    private final Practice practice = new Practice();
    private String client;
    private String object;

    @BeforeEach
    void bySmtp() {
        practice.set("roads", "smtp");
        client = practice.sandbox.clientId();
        object = practice.sandbox.app().objectId();
    }

    @AfterEach
    void close() {
        practice.close();
    }

    /** As a window shows it: prompts, commands, blank lines, CRLF. */
    static String window(
            String client, String tenantOff, String mailboxOff, String objectId, String inScope, String policy) {
        return String.join(
                "\r\n",
                "\uFEFFPS C:\\Users\\admin> Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled",
                "",
                "SmtpClientAuthenticationDisabled : " + tenantOff,
                "",
                "PS C:\\Users\\admin> Get-CASMailbox -Identity noreply@contoso.example | Format-List ...",
                "",
                "PrimarySmtpAddress               : noreply@contoso.example",
                "SmtpClientAuthenticationDisabled : " + mailboxOff,
                "",
                "PS C:\\Users\\admin> Get-ServicePrincipal ...",
                "AppId       : " + client,
                "ObjectId    : " + objectId,
                "DisplayName : Ferrypost",
                "",
                "RoleName             : Application SMTP.SendAsApp",
                "GrantedPermissions   : SMTP.SendAsApp",
                "AllowedResourceScope : Ferrypost noreply@contoso.example",
                "ScopeType            : CustomRecipientScope",
                "InScope              : " + inScope,
                "",
                policy);
    }

    private void paste(String output) {
        practice.with = patient -> patient.withExchangeOutput(output);
    }

    @Test
    void allIsRight() {
        paste(window(client, "True", "False", object, "True", ""));
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.OK))
                .contains("exchange-smtp", "exchange-principal", "exchange-scope", "exchange-policy");
        assertThat(report.worst()).isEqualTo(Health.OK);
    }

    @Test
    void theTenantSwitchHoldsWhereTheMailboxInherits() {
        paste(window(client, "True", "", object, "True", ""));
        Finding finding =
                practice.expect("exchange-smtp", "Set-CASMailbox -Identity 'noreply", "nur für dieses Postfach");
        assertThat(finding.seen().key()).isEqualTo("seen.exchange-smtp-tenant");
    }

    @Test
    void theMailboxSwitchWins() {
        paste(window(client, "False", "True", object, "True", ""));
        assertThat(practice.onlyFault("exchange-smtp").seen().key()).isEqualTo("seen.exchange-smtp-mailbox");
    }

    @Test
    void theObjectIdOfTheRegistrationWasTaken() {
        String wrong = "11111111-2222-3333-4444-555555555555";
        paste(window(client, "False", "", wrong, "True", ""));
        practice.expect("exchange-principal", "Remove-ServicePrincipal -Identity " + wrong, "-ObjectId " + object);
    }

    @Test
    void anEmptyPasteIsNotCheckable() {
        paste("Der Befehl wurde nicht gefunden.");
        assertThat(Practice.ids(practice.examine(), Health.NOT_CHECKABLE))
                .contains("exchange-smtp", "exchange-principal", "exchange-scope", "exchange-policy");
    }

    @Test
    void tablesAreReadToo() {
        ExchangeOutput output = ExchangeOutput.parse("""
                RoleName                 GrantedPermissions AllowedResourceScope ScopeType InScope
                --------                 ------------------ -------------------- --------- -------
                Application Mail.Send    Mail.Send          Ferrypost a@b.c      Custom    True
                Application Mail.Read    Mail.Read          Other                Custom    False

                DisplayName ObjectId AppId
                ----------- -------- -----
                Ferrypost   o-1      c-1
                """);
        assertThat(output.inScope("Application Mail.Send")).contains(true);
        assertThat(output.inScope("Application Mail.Read")).contains(false);
        assertThat(output.inScope("Application SMTP.SendAsApp")).isEmpty();
        assertThat(output.servicePrincipal("C-1")).contains("o-1");
    }

    @Test
    void anApostropheInTheAddressIsDoubledAndTheCloudNamed() {
        practice.set("mailbox", "o'brien@contoso.example").set("cloud", "usgov");
        assertThat(ExchangeLines.of(Settings.of(practice.settings), ""))
                .startsWith("Connect-ExchangeOnline -ExchangeEnvironmentName O365USGovGCCHigh\n")
                .contains("-Identity 'o''brien@contoso.example' |");
    }

    @Test
    void theLinesCarryTheUsersOwnIds() {
        assertThat(ExchangeLines.of(Settings.of(practice.settings), ""))
                .contains("Get-CASMailbox -Identity 'noreply@contoso.example' |")
                .contains("Where-Object AppId -eq " + client)
                .doesNotContain("{");
    }
}
