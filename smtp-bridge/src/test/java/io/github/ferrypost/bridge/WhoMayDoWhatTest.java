package io.github.ferrypost.bridge;

import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.admit.ClientIdentity;
import io.github.ferrypost.bridge.admit.Decision;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.LoginMode;
import io.github.ferrypost.bridge.config.TlsMode;
import io.github.ferrypost.testing.DocsTable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** listeners.md has the table of who may do what as the code has it; {@code -Ddocs.write=true} writes it. */
class WhoMayDoWhatTest {
    private static final String LISTENER = "ferrypost.bridge.listener.x.";
    private static final String NETWORK = "192.168.10.0/24";
    private static final String LISTED = "192.168.10.7";
    private static final String ELSEWHERE = "10.9.9.9";

    @Test
    void table() throws IOException {
        StringBuilder table = new StringBuilder("| `tls` | `login` | `plain-login` | this machine | a listed network or"
                + " device | any other client, where no network is listed |\n|---|---|---|---|---|---|\n");
        for (TlsMode tls : TlsMode.values()) {
            for (LoginMode login : LoginMode.values()) {
                for (boolean plainLogin : List.of(false, true)) {
                    String listed = cell(tls, login, plainLogin, NETWORK, LISTED);
                    if (!listed.equals("–")) {
                        table.append("| `")
                                .append(tls.key())
                                .append("` | `")
                                .append(login.key())
                                .append("` | `")
                                .append(plainLogin)
                                .append("` | ")
                                .append(cell(tls, login, plainLogin, NETWORK, "127.0.0.1"))
                                .append(" | ")
                                .append(listed)
                                .append(" | ")
                                .append(cell(tls, login, plainLogin, "", ELSEWHERE))
                                .append(" |\n");
                    }
                }
            }
        }
        table.append("| the listener `default` | | | ")
                .append(standard("127.0.0.1"))
                .append(" | ")
                .append(standard(LISTED))
                .append(" | ")
                .append(standard(ELSEWHERE))
                .append(" |\n");
        DocsTable.holds(Path.of("docs", "listeners.md"), "who may do what", "code", table.toString());
    }

    /** What the client needs to send; a dash where the bridge does not start. */
    private static String cell(TlsMode tls, LoginMode login, boolean plainLogin, String networks, String client) {
        try {
            BridgeConfig config = BridgeConfig.from(Settings.of(Map.of(
                    "ferrypost.bridge.logins",
                    "scanner:LEGACYPASSWORD",
                    LISTENER + "address",
                    "192.168.10.1:25",
                    LISTENER + "tls",
                    tls.key(),
                    LISTENER + "login",
                    login.key(),
                    LISTENER + "plain-login",
                    String.valueOf(plainLogin),
                    LISTENER + "networks",
                    networks,
                    LISTENER + "logins",
                    login == LoginMode.NONE ? "" : "scanner")));
            return needs(new Admission(config.listeners().get(1), config.devices(), accounts()), client);
        } catch (SettingsException e) {
            return "–";
        }
    }

    private static String standard(String client) {
        try {
            BridgeConfig config = BridgeConfig.from(Settings.of(Map.of(
                    "ferrypost.bridge.listen", "192.168.10.1:25",
                    "ferrypost.bridge.logins", "scanner:LEGACYPASSWORD",
                    "ferrypost.bridge.device.copier.address", LISTED)));
            return needs(new Admission(config.listeners().get(0), config.devices(), accounts()), client);
        } catch (SettingsException e) {
            throw new AssertionError(e);
        }
    }

    private static String needs(Admission admission, String address) {
        List<String> ways = new ArrayList<>();
        boolean plain = sends(admission, address, false, false);
        boolean tls = sends(admission, address, true, false);
        boolean login = sends(admission, address, false, true);
        if (plain) {
            return "sends";
        }
        if (login) {
            ways.add("a login");
        }
        if (tls) {
            ways.add("TLS");
        }
        if (ways.isEmpty() && sends(admission, address, true, true)) {
            ways.add("TLS and a login");
        }
        return ways.isEmpty() ? "refused" : String.join(", or ", ways);
    }

    private static boolean sends(Admission admission, String address, boolean tls, boolean login) {
        try {
            ClientIdentity client = admission.identify(InetAddress.getByName(address));
            client = tls ? client.withTls() : client;
            if (admission.connect(client).isPresent()
                    || (login && admission.mayLogIn(client).isPresent())) {
                return false;
            }
            client = login ? client.withLogin("scanner") : client;
            return admission.send(client, "scanner@printer.local") instanceof Decision.Admitted;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Accounts accounts() throws SettingsException {
        return Accounts.from(Settings.of(Map.of(
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "ferrypost.secret", "x~SANDBOXSECRET",
                "ferrypost.mailbox", "noreply@contoso.example")));
    }
}
