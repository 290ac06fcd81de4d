package io.github.ferrypost.bridge.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.bridge.admit.Admission;
import io.github.ferrypost.bridge.admit.PolicyModel;
import io.github.ferrypost.bridge.config.BridgeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every policy of a listener, over real sockets. The clients come from several addresses of loopback, each of which
 * counts as an address elsewhere; what they hear is compared with the model.
 */
class ListenerPolicyTest {
    private static final String SENDER = "app@contoso.example";
    private static final String LISTENER = "ferrypost.bridge.listener.x.";

    /** Where a client comes from, and what it counts as. */
    private enum Origin {
        THIS_MACHINE("127.0.0.1", "127.0.0.1"),
        IN_A_LISTED_NETWORK("127.0.7.1", "192.168.10.200"),
        IN_A_LISTED_IPV6_NETWORK("127.0.7.2", "fd00:10::7"),
        A_DEVICE("127.0.7.3", "192.168.30.9"),
        ELSEWHERE("127.0.8.1", "198.51.100.1"),
        ELSEWHERE_BY_IPV6("127.0.8.2", "2001:db8::1");

        private final String source;
        private final String seenAs;

        Origin(String source, String seenAs) {
            this.source = source;
            this.seenAs = seenAs;
        }

        static InetAddress seen(InetAddress source) {
            return Stream.of(values())
                    .filter(origin -> origin.source.equals(source.getHostAddress()))
                    .map(origin -> address(origin.seenAs))
                    .findFirst()
                    .orElse(source);
        }
    }

    @TempDir
    private static Path folder;

    private static Tls certificate;

    @BeforeAll
    static void make() throws IOException {
        SSLContext selfMade =
                SelfMadeCertificate.context(CertificateNames.of("bridge.example", List.of()), Optional.of(folder));
        certificate = new Tls(() -> selfMade);
    }

    /** Those that the settings accept; the others are in ListenerConfigTest. */
    static List<PolicyModel.Policy> policies() {
        List<PolicyModel.Policy> policies = new ArrayList<>();
        for (String tls : List.of("none", "starttls", "required", "implicit")) {
            for (String login : List.of("none", "optional", "required")) {
                for (boolean plainLogin : List.of(false, true)) {
                    for (List<String> networks :
                            List.of(List.<String>of(), List.of("192.168.10.0/24", "fd00:10::/64"))) {
                        List<String> logins = login.equals("none") ? List.of() : List.of("scanner");
                        PolicyModel.Policy policy =
                                new PolicyModel.Policy(tls, login, logins, networks, false, plainLogin, "", false);
                        if (new PolicyModel(policy, List.of()).starts()) {
                            policies.add(policy);
                        }
                    }
                }
            }
        }
        return policies;
    }

    @Test
    void allPoliciesThatMakeSenseAreTried() {
        assertThat(policies()).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void eachClientMayDoWhatTheTableSays(PolicyModel.Policy policy) throws Exception {
        for (boolean device : List.of(false, true)) {
            List<PolicyModel.Device> devices =
                    device ? List.of(new PolicyModel.Device("192.168.30.9", "second", List.of())) : List.of();
            PolicyModel model = new PolicyModel(policy, devices);
            try (Harbour harbour = Harbour.of(Harbour.LIMITS, admission(policy, device), tls(policy), Origin::seen)) {
                // a device changes nothing for the others, which the model test shows for many more addresses
                for (Origin origin : device ? new Origin[] {Origin.A_DEVICE} : Origin.values()) {
                    for (boolean encrypted : List.of(false, true)) {
                        for (String login : List.of("", "scanner", "erp")) {
                            PolicyModel.Client client = new PolicyModel.Client(origin.seenAs, encrypted, login, true);
                            talk(harbour, origin, model, policy, client);
                        }
                    }
                }
                assertThat(harbour.faults).isEmpty();
            }
        }
    }

    private static void talk(
            Harbour harbour, Origin origin, PolicyModel model, PolicyModel.Policy policy, PolicyModel.Client client)
            throws Exception {
        boolean implicit = policy.tls().equals("implicit");
        boolean offered = policy.tls().equals("starttls") || policy.tls().equals("required");
        if (client.tls() ? !implicit && !offered : implicit) {
            // there is no such client
            return;
        }
        String what = policy + ", " + origin + ", " + client;
        try (Socket socket = new Socket(address("127.0.0.1"), harbour.address().getPort(), address(origin.source), 0)) {
            socket.setSoTimeout(20_000);
            if (!model.mayConnect(client.address())) {
                try (Script refused = Script.over(socket)) {
                    assertThat(refused.reply()).as(what).startsWith("554 5.7.1 ");
                }
                return;
            }
            Script script = Script.over(implicit ? TlsTest.encrypt(socket, "TLSv1.3") : socket);
            script.run("s <~ 220\nc -> EHLO x");
            String ehlo = script.reply();
            assertThat(ehlo.contains("250-STARTTLS\n")).as(what).isEqualTo(offered);
            if (client.tls() && !implicit) {
                script.run("c -> STARTTLS\ns <- 220");
                script = Script.over(TlsTest.encrypt(socket, "TLSv1.3"));
                script.run("c -> EHLO x");
                ehlo = script.reply();
            }
            assertThat(ehlo.contains("250-AUTH ")).as(what).isEqualTo(model.mayTryLogin(client));
            if (!client.login().isEmpty()) {
                script.send("AUTH PLAIN " + base64("\0" + client.login() + "\0LEGACYPASSWORD") + "\r\n");
                assertThat(script.reply())
                        .as(what)
                        .startsWith(
                                model.mayTryLogin(client)
                                        ? client.login().equals("scanner")
                                                        && !policy.logins().isEmpty()
                                                ? "235 "
                                                : "535 "
                                        : policy.login().equals("none") ? "502 " : "538 ");
            }
            script.send("MAIL FROM:<" + SENDER + ">\r\n");
            boolean may = model.account(client, SENDER, Map.of(), Map.of(), "").isPresent();
            assertThat(script.reply()).as(what).startsWith(may ? "250 " : "530 5.7.0 ");
            script.run("c -> RCPT TO:<a@example.org>\ns <~ " + (may ? "250" : "503"));
            script.run("c -> QUIT\ns <- 221");
        }
    }

    private static Admission admission(PolicyModel.Policy policy, boolean device) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                LISTENER + "address",
                "192.168.10.1:25",
                LISTENER + "tls",
                policy.tls(),
                LISTENER + "login",
                policy.login(),
                LISTENER + "logins",
                String.join(",", policy.logins()),
                LISTENER + "networks",
                String.join(",", policy.networks()),
                LISTENER + "plain-login",
                String.valueOf(policy.plainLogin()),
                "ferrypost.bridge.logins",
                "scanner:LEGACYPASSWORD, erp:LEGACYPASSWORD"));
        if (device) {
            settings.put("ferrypost.bridge.device.copier.address", "192.168.30.9");
            settings.put("ferrypost.account.second.mailbox", "second@contoso.example");
            settings.put("ferrypost.bridge.device.copier.account", "second");
        }
        BridgeConfig config = BridgeConfig.from(Settings.of(settings));
        return new Admission(config.listeners().get(1), config.devices(), Harbour.accounts());
    }

    private static Optional<Tls> tls(PolicyModel.Policy policy) {
        return switch (policy.tls()) {
            case "none" -> Optional.empty();
            case "implicit" -> Optional.of(certificate.with(Tls.Start.AT_ONCE, false));
            default -> Optional.of(certificate.with(Tls.Start.OFFERED, false));
        };
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
