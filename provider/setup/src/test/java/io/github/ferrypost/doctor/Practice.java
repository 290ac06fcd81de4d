package io.github.ferrypost.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.SignIns;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.testing.TestKeys;
import io.github.ferrypost.token.Tokens;
import io.github.ferrypost.util.PrivateFile;
import io.github.ferrypost.wiring.RoadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A sandbox, the settings that fit it, and a doctor to look at them. */
final class Practice implements AutoCloseable {
    final Sandbox sandbox = Sandbox.start();
    final Map<String, String> settings = new HashMap<>(sandbox.settings());
    private final List<Runnable> closing = new ArrayList<>();
    Clock clock = Clock.systemUTC();
    UnaryOperator<DoctorRequest> with = UnaryOperator.identity();

    static Doctor doctor(Clock clock) {
        Clients clients = new Clients(HttpOptions.standard());
        return new Doctor(clients::trusting, new Tokens(clients), RoadFactory.open(Optional.empty()), clock);
    }

    Practice set(String key, String value) {
        settings.put("ferrypost." + key, value);
        return this;
    }

    Practice bySmtp() {
        return set("roads", "smtp");
    }

    /** Nobody who may read the directory is there; the app itself may not either. */
    Practice alone() {
        with = UnaryOperator.identity();
        return this;
    }

    Practice always(Target target, Fault fault) {
        sandbox.faults().always(target, fault);
        return this;
    }

    /** The last step: a real mail. */
    Practice testMail() {
        UnaryOperator<DoctorRequest> before = with;
        with = patient -> before.apply(patient).withTestAddress("you@contoso.example");
        return this;
    }

    /** What Exchange says, by SMTP. */
    Practice pasted(String tenantOff, String mailboxOff, String objectId, String inScope, String policy) {
        String window = ExchangeTest.window(sandbox.clientId(), tenantOff, mailboxOff, objectId, inScope, policy);
        UnaryOperator<DoctorRequest> before = with;
        with = patient -> before.apply(patient).withExchangeOutput(window);
        return bySmtp();
    }

    /** An administrator enters the code as soon as it is shown. */
    Practice byAdminSignIn() {
        sandbox.directory().addGraphCommandLineTools();
        User admin = sandbox.directory().addUser("admin@contoso.example").administrator(true);
        SignIns signIns = sandbox.directory().signIns();
        AdminSignIn signIn = AdminSignIn.by(text -> {})
                .withWaits(time -> signIns.approve(signIns.pending().get(0), admin));
        with = patient -> patient.withAdminSignIn(signIn);
        return this;
    }

    /** A certificate in place of the secret. */
    Practice byCertificate(Path folder) throws IOException, GeneralSecurityException {
        TestKeys keys = TestKeys.of("-keyalg", "RSA", "-dname", "CN=app", "-validity", "365");
        Path store = folder.resolve("app.p12");
        PrivateFile.replace(store, keys.pkcs12());
        sandbox.app().addCertificate(keys.certificate());
        settings.remove("ferrypost.secret");
        return set("certificate", store.toString()).set("certificate-password", TestKeys.PASSWORD);
    }

    /** Where a proxy opens TLS: its certificate is of an authority that Java does not know. */
    String interceptor() {
        try {
            TestKeys keys = TestKeys.of("-keyalg", "RSA", "-dname", "CN=Corporate Proxy CA");
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys.store(), TestKeys.PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.start();
            closing.add(() -> server.stop(0));
            return "https://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a program loads them, so that the files that they name are known. */
    private Settings loaded() {
        try {
            return Settings.load(settings);
        } catch (SettingsException e) {
            throw new IllegalStateException(e);
        }
    }

    DoctorReport examine() {
        List<Finding> heard = new ArrayList<>();
        DoctorReport report;
        try (Doctor doctor = doctor(clock)) {
            report = doctor.examine(with.apply(DoctorRequest.of(loaded(), "")), heard::add);
        }
        assertThat(heard).as("told as it came").isEqualTo(report.findings());
        // every text of every finding, in both languages, at the most verbose level that there is
        for (Language language : Language.values()) {
            assertThat(texts(report, language))
                    .as("nothing left to be filled in")
                    .noneMatch(text -> Phrases.PLACE.matcher(text).find());
            String json = JsonReport.of(List.of(report), language);
            assertThat(json).doesNotContain(App.SECRET_MARKER).doesNotContain("eyJ0");
            System.out.println(json);
        }
        return report;
    }

    /** A token of somebody who may read the directory. */
    String adminToken() {
        App admin = sandbox.directory()
                .addApp("Administrator", "Application.Read.All", "Directory.Read.All", "User.Read.All");
        return sandbox.graphToken(admin, Duration.ofMinutes(10));
    }

    /** This check fails with these words among its remedies, and it alone; nothing was sent. */
    Finding expect(String id, String english, String german) {
        Finding finding = onlyFault(id);
        assertThat(remedies(finding, Language.EN)).contains(english);
        assertThat(remedies(finding, Language.DE)).contains(german);
        assertThat(sandbox.deliveredCount()).isZero();
        return finding;
    }

    /** Exactly this check fails, and those that build on it are skipped. */
    Finding onlyFault(String id) {
        DoctorReport report = examine();
        assertThat(ids(report, Health.FAULT)).as("%s", report).containsExactly(id);
        assertThat(report.worst()).isEqualTo(Health.FAULT);
        return report.finding(id).orElseThrow();
    }

    static Set<String> ids(DoctorReport report, Health health) {
        return report.findings().stream()
                .filter(finding -> finding.health() == health)
                .map(Finding::id)
                .collect(Collectors.toSet());
    }

    private static List<String> texts(DoctorReport report, Language language) {
        return report.findings().stream()
                .flatMap(finding -> Stream.concat(
                        Stream.of(finding.title(), finding.lookedAt(), finding.seen()), finding.remedies().stream()))
                .map(text -> text.in(language))
                .collect(Collectors.toList());
    }

    /** The remedies in one text. */
    static String remedies(Finding finding, Language language) {
        return finding.remedies().stream().map(text -> text.in(language)).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
        sandbox.close();
    }
}
