package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Settings;
import java.util.List;

/** The commands for an Exchange administrator, whose output shows the doctor what no token can. Stateless. */
public final class ExchangeLines {
    /** Each ends in Format-List: it truncates nothing, and does not depend on the window's width. */
    private static final List<String> LINES = List.of(
            "Connect-ExchangeOnline{exchange}",
            "Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled",
            "Get-CASMailbox -Identity '{literal}' | Format-List PrimarySmtpAddress,SmtpClientAuthenticationDisabled",
            "Get-ServicePrincipal | Where-Object AppId -eq {client} | Format-List AppId,ObjectId,DisplayName",
            "Test-ServicePrincipalAuthorization -Identity {client} -Resource '{literal}' | Format-List"
                    + " RoleName,GrantedPermissions,AllowedResourceScope,ScopeType,InScope",
            "Get-ApplicationAccessPolicy | Format-List AppId,AccessRight,ScopeName");

    private ExchangeLines() {}

    /**
     * The commands with the account's own IDs, one per line, ready to paste.
     *
     * @param account the account's name in the settings; empty for the unnamed one
     */
    public static String of(Settings settings, String account) {
        RawAccountSettings given = new RawAccountSettings(settings, account);
        return String.join("\n", LINES)
                .replace("{exchange}", Portals.of(given.cloud()).exchangeParameter())
                .replace("{literal}", given.literalMailbox())
                .replace("{client}", given.shown("client"));
    }
}
