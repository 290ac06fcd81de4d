package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Cloud;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The administration sites of each cloud. Microsoft: "National clouds" (Entra), "Connect to Exchange Online
 * PowerShell".
 */
final class Portals {
    private static final Map<Cloud, Portals> ROWS = new EnumMap<>(Map.of(
            Cloud.GLOBAL, new Portals("entra.microsoft.com", ""),
            Cloud.USGOV, new Portals("entra.microsoft.us", " -ExchangeEnvironmentName O365USGovGCCHigh"),
            Cloud.DOD, new Portals("entra.microsoft.us", " -ExchangeEnvironmentName O365USGovDoD"),
            Cloud.CHINA, new Portals("entra.microsoftonline.cn", " -ExchangeEnvironmentName O365China")));

    private final String entra;
    private final String exchangeParameter;

    private Portals(String entra, String exchangeParameter) {
        this.entra = entra;
        this.exchangeParameter = exchangeParameter;
    }

    static Portals of(Cloud cloud) {
        return Objects.requireNonNull(ROWS.get(cloud), cloud::key);
    }

    /** The host of the Entra admin center. */
    String entra() {
        return entra;
    }

    /** The parameter of Connect-ExchangeOnline for this cloud; empty or with a leading space. */
    String exchangeParameter() {
        return exchangeParameter;
    }
}
