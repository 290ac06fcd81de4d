package io.github.ferrypost.account;

import java.util.Locale;

/**
 * The national clouds and their endpoints. Hosts of login and Graph: Microsoft Graph documentation, "National cloud
 * deployments". The SMTP host of DOD and the Exchange scope of CHINA rely on users' reports only; like every endpoint
 * they can be overridden.
 */
public enum Cloud {
    GLOBAL("login.microsoftonline.com", "graph.microsoft.com", "smtp.office365.com", "outlook.office365.com"),
    USGOV("login.microsoftonline.us", "graph.microsoft.us", "smtp.office365.us", "outlook.office365.us"),
    DOD("login.microsoftonline.us", "dod-graph.microsoft.us", "outlook-dod.office365.us", "outlook-dod.office365.us"),
    CHINA("login.chinacloudapi.cn", "microsoftgraph.chinacloudapi.cn", "smtp.partner.outlook.cn", "partner.outlook.cn");

    private final String loginHost;
    private final String graphHost;
    private final String smtpHost;
    private final String exchangeHost;

    Cloud(String loginHost, String graphHost, String smtpHost, String exchangeHost) {
        this.loginHost = loginHost;
        this.graphHost = graphHost;
        this.smtpHost = smtpHost;
        this.exchangeHost = exchangeHost;
    }

    /** The name used in the settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String loginHost() {
        return loginHost;
    }

    public String graphHost() {
        return graphHost;
    }

    public String smtpHost() {
        return smtpHost;
    }

    /** The scope of a client-credentials token for Graph; it must end in {@code /.default} (AADSTS1002012). */
    public String graphScope() {
        return "https://" + graphHost + "/.default";
    }

    /** The scope of a client-credentials token for SMTP AUTH. */
    public String exchangeScope() {
        return "https://" + exchangeHost + "/.default";
    }

    /** A delegated scope of Graph, such as {@code Mail.Send}. */
    public String graphScope(String permission) {
        return "https://" + graphHost + "/" + permission;
    }

    /** The delegated scope of SMTP AUTH; Microsoft documents another host than for the app's own tokens. */
    public String smtpSendScope() {
        return "https://" + (this == GLOBAL ? "outlook.office.com" : exchangeHost) + "/SMTP.Send";
    }
}
