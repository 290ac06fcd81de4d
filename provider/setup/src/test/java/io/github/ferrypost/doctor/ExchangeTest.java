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
                "PS C:\\Users\\admin> Test-ServicePrincipalAuthorization ...",
                "",
                "RoleName             : Application SMTP.SendAsApp",
                "GrantedPermissions   : SMTP.SendAsApp",
                "AllowedResourceScope : Ferrypost noreply@contoso.example",
                "ScopeType            : CustomRecipientScope",
                "InScope              : " + inScope,
                "",
                "PS C:\\Users\\admin> Get-ApplicationAccessPolicy | Format-List AppId,AccessRight,ScopeName",
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
        practice.sandbox.directory().smtpAuthDisabled(true);
        paste(window(client, "True", "", object, "True", ""));
        Finding finding = alsoFound("exchange-smtp", "Set-CASMailbox -Identity 'noreply", "nur für dieses Postfach");
        assertThat(finding.seen().key()).isEqualTo("seen.exchange-smtp-tenant");
    }

    @Test
    void theMailboxSwitchWins() {
        practice.sandbox.mailbox().smtpAuthDisabled(true);
        paste(window(client, "False", "True", object, "True", ""));
        Finding finding = alsoFound("exchange-smtp", "Set-CASMailbox", "Set-CASMailbox");
        assertThat(finding.seen().key()).isEqualTo("seen.exchange-smtp-mailbox");
    }

    @Test
    void theObjectIdOfTheRegistrationWasTaken() {
        practice.sandbox.app().roles("User.Read.All");
        String wrong = "11111111-2222-3333-4444-555555555555";
        paste(window(client, "False", "", wrong, "True", ""));
        alsoFound("exchange-principal", "Remove-ServicePrincipal -Identity " + wrong, "-ObjectId " + object);
    }

    /** Exchange refuses the sign-in too, which confirms what its output says. */
    private Finding alsoFound(String id, String english, String german) {
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.FAULT)).containsExactlyInAnyOrder("smtp-login", id);
        Finding finding = report.finding(id).orElseThrow();
        assertThat(Practice.remedies(finding, Language.EN)).contains(english);
        assertThat(Practice.remedies(finding, Language.DE)).contains(german);
        return finding;
    }

    @Test
    void P2_whatTheOutputSaysIsANoteWhereExchangeAcceptedTheSignIn() {
        paste(window(client, "True", "True", "11111111-2222-3333-4444-555555555555", "False", ""));
        DoctorReport report = practice.examine();
        assertThat(Practice.ids(report, Health.NOTE))
                .containsExactlyInAnyOrder("exchange-smtp", "exchange-principal", "exchange-scope");
        assertThat(report.worst()).isEqualTo(Health.OK);
    }

    @Test
    void N17_whatWasNotPastedIsNeitherOkNorAFault() {
        paste("""
                PS C:\\> Get-TransportConfig

                Name : Transport Settings
                SmtpClientAuthenticationDisabled : True

                PS C:\\> Get-CASMailbox noreply | fl Name,Smtp*

                Name : noreply
                SmtpClientAuthenticationDisabled :
                """);
        practice.sandbox.directory().smtpAuthDisabled(true);
        DoctorReport report = practice.examine();
        assertThat(report.finding("exchange-smtp").orElseThrow().seen().key())
                .as("the tenant's switch was pasted")
                .isEqualTo("seen.exchange-smtp-tenant");
        assertThat(Practice.ids(report, Health.NOT_CHECKABLE))
                .contains("exchange-principal", "exchange-scope", "exchange-policy");
    }

    @Test
    void N17_aCommandThatPrintedNothingIsPastedAndOneThatFailedIsNot() {
        ExchangeOutput output = ExchangeOutput.parse("""
                PS C:\\> Get-ApplicationAccessPolicy | Format-List AppId
                PS C:\\> Get-ServicePrincipal
                Get-ServicePrincipal : The term is not recognized
                + Get-ServicePrincipal
                """);
        assertThat(output.isOf("Get-ApplicationAccessPolicy", "AppId", "AccessRight"))
                .isTrue();
        assertThat(output.isOf("Get-ServicePrincipal", "AppId", "ObjectId")).isFalse();
        assertThat(output.isOf("Get-CASMailbox", "PrimarySmtpAddress")).isFalse();
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
