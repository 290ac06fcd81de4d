package io.github.ferrypost.bridge.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Settings, clients and senders by chance, always the same ones: the bridge allows exactly what the model allows. */
class AdmissionModelTest {
    private static final int CASES = 10_000;
    private static final int CLIENTS_OF_A_POLICY = 5;

    private static final long SEED = 14;

    private static final String[] NETWORKS = {
        "192.168.10.0/24", "192.168.0.0/16", "10.1.2.0/23", "10.0.0.0/8", "172.16.0.0/15", "172.20.0.0/16",
                "203.0.113.0/24",
        "8.8.8.8", "fd00:10::/64", "fd00::/32", "2001:db8:1::/48", "fe80::/64", "::ffff:192.168.20.0/120", "0.0.0.0/0",
        "::/0", "192.168.10.8/29", "169.254.0.0/16"
    };
    private static final String[] DEVICES = {
        "192.168.10.7",
        "192.168.10.0/28",
        "192.168.10.0/23",
        "10.1.3.255",
        "203.0.113.9",
        "fd00:10::7",
        "fd00:10::/64",
        "2001:db8:1::/64",
        "fd00:10::/60",
        "::ffff:192.168.20.9"
    };
    private static final String[] CLIENTS = {
        "127.0.0.1",
        "127.8.9.10",
        "::1",
        "192.168.10.7",
        "192.168.10.8",
        "192.168.10.15",
        "192.168.10.16",
        "192.168.11.0",
        "192.168.255.255",
        "192.169.0.0",
        "192.168.20.9",
        "10.1.2.0",
        "10.1.3.255",
        "10.1.4.0",
        "172.15.255.255",
        "172.20.1.1",
        "172.21.0.0",
        "203.0.113.9",
        "203.0.114.0",
        "8.8.8.8",
        "fd00:10::7",
        "fd00:10::1:0:0:7",
        "fd00:10:0:1::7",
        "2001:db8:1::1",
        "2001:db8:2::1",
        "fe80::7",
        "169.254.1.1",
        "198.51.100.1"
    };
    /** Of networks that are in many cases. */
    private static final String[] LISTED = {"192.168.10.7", "192.168.10.200", "10.1.3.255", "fd00:10::7"};

    private static final String[] SENDERS = {
        "noreply@contoso.example", "second@contoso.example", "scanner@printer.local", "x@other.example", ""
    };
    private static final String[] LISTS = {"", "", "*", "printer.local", "scanner@printer.local", "contoso.example"};
    private static final Map<String, String> BY_LOGIN =
            Map.of("mfp", "second", "second@contoso.example", "second", "noreply@contoso.example", "");
    private static final Map<String, String> BY_SENDER =
            Map.of("noreply@contoso.example", "", "second@contoso.example", "second");

    private final Random random = new Random(SEED);
    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void theBridgeAllowsExactlyWhatTheModelAllows() throws Exception {
        int cases = 0;
        while (cases < CASES) {
            List<PolicyModel.Device> devices = devices();
            PolicyModel.Policy policy = policy();
            PolicyModel model = new PolicyModel(policy, devices);
            Optional<Admission> admission = admission(settings(policy, devices));

            assertThat(admission.isPresent())
                    .as("starts: %s %s", policy, devices)
                    .isEqualTo(model.starts());
            for (int i = 0; i < CLIENTS_OF_A_POLICY && admission.isPresent(); i++) {
                PolicyModel.Client client = client();
                String sender = any(SENDERS);
                String expected = model.account(client, sender, BY_LOGIN, BY_SENDER, "")
                        .map(account -> "sends by \"" + account + "\"")
                        .orElse("may not send");
                assertThat(answer(admission.get(), client, sender))
                        .as("case %s: %s %s, %s, from <%s>", cases, policy, devices, client, sender)
                        .isEqualTo(expected);
                seen.merge(expected, 1, Integer::sum);
                cases++;
            }
        }
        assertThat(seen)
                .as("each answer is among the cases, and often")
                .containsOnlyKeys("may not send", "sends by \"\"", "sends by \"second\"")
                .allSatisfy((answer, count) -> assertThat(count).isGreaterThan(300));
    }

    private PolicyModel.Client client() {
        return new PolicyModel.Client(
                random.nextBoolean() ? any(CLIENTS) : any(LISTED),
                random.nextInt(3) > 0,
                any("", "", "mfp", "mfp", "erp", "ups"),
                random.nextInt(4) > 0);
    }

    /** Empty if the settings are refused. */
    private static Optional<Admission> admission(Settings settings) {
        try {
            BridgeConfig config = BridgeConfig.from(settings);
            return Optional.of(new Admission(config.listeners().get(1), config.devices(), Accounts.from(settings)));
        } catch (SettingsException e) {
            return Optional.empty();
        }
    }

    private static String answer(Admission admission, PolicyModel.Client client, String sender)
            throws UnknownHostException {
        ClientIdentity identity = admission.identify(InetAddress.getByName(client.address()));
        if (admission.connect(identity).isPresent()) {
            return "may not send";
        }
        identity = client.tls() ? identity.withTls() : identity;
        if (!client.login().isEmpty() && admission.mayLogIn(identity).isEmpty()) {
            Optional<Reply> refusal =
                    admission.logIn(identity, client.login(), client.rightPassword() ? "LEGACYPASSWORD" : "wrong");
            identity = refusal.isEmpty() ? identity.withLogin(client.login()) : identity;
        }
        Decision decision = admission.send(identity, sender);
        if (decision instanceof Decision.Admitted admitted) {
            Account account = admitted.account();
            return "sends by \"" + account.name() + "\"";
        }
        return "may not send";
    }

    private PolicyModel.Policy policy() {
        List<String> networks = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            // the wide and public ones are in the list, and must not be in most of the cases
            networks.add(
                    random.nextInt(3) > 0 ? any(NETWORKS[0], NETWORKS[2], NETWORKS[8], NETWORKS[12]) : any(NETWORKS));
        }
        String login = any("none", "optional", "required");
        List<String> logins = login.equals("none") != (random.nextInt(20) == 0)
                ? List.of()
                : Arrays.asList(any("mfp", "mfp,ups").split(",", -1));
        return new PolicyModel.Policy(
                any("none", "starttls", "required", "implicit"),
                login,
                logins,
                networks,
                random.nextBoolean(),
                random.nextInt(3) == 0,
                any("", "second"),
                random.nextInt(6) == 0);
    }

    private List<PolicyModel.Device> devices() {
        List<PolicyModel.Device> devices = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String address = any(DEVICES);
            if (devices.stream().noneMatch(device -> device.address().equals(address))) {
                String senders = any(LISTS);
                devices.add(new PolicyModel.Device(
                        address, any("", "second"), senders.isEmpty() ? List.of() : List.of(senders)));
            }
        }
        return devices;
    }

    private Settings settings(PolicyModel.Policy policy, List<PolicyModel.Device> devices) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ferrypost.tenant", "contoso.example",
                "ferrypost.client", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "ferrypost.secret", "x~SANDBOXSECRET",
                "ferrypost.mailbox", "noreply@contoso.example",
                "ferrypost.account.second.mailbox", "second@contoso.example",
                "ferrypost.account.second.logins", "mfp",
                "ferrypost.bridge.logins", "mfp:LEGACYPASSWORD, erp:LEGACYPASSWORD, ups:LEGACYPASSWORD"));
        String listener = "ferrypost.bridge.listener.x.";
        settings.put(listener + "address", any("0.0.0.0:25", "[::]:25", "192.168.10.1:25"));
        settings.put(listener + "tls", policy.tls());
        settings.put(listener + "login", policy.login());
        settings.put(listener + "logins", String.join(", ", policy.logins()));
        settings.put(listener + "networks", String.join(",", policy.networks()));
        settings.put(listener + "public", String.valueOf(policy.confirmed()));
        settings.put(listener + "plain-login", String.valueOf(policy.plainLogin()));
        settings.put(listener + "account", policy.account());
        settings.put(listener + "learn", String.valueOf(policy.learn()));
        for (int i = 0; i < devices.size(); i++) {
            PolicyModel.Device device = devices.get(i);
            String key = "ferrypost.bridge.device.d" + i + ".";
            settings.put(key + "address", device.address());
            settings.put(key + "account", device.account());
            settings.put(key + "senders", String.join(",", device.senders()));
            if (random.nextBoolean()) {
                settings.put(key + "listener", "x");
            }
        }
        return Settings.of(settings);
    }

    private String any(String... values) {
        return values[random.nextInt(values.length)];
    }
}
