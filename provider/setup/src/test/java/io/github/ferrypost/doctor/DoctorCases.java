package io.github.ferrypost.doctor;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.testing.TestKeys;
import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** How each case of {@link DoctorCasesTest} is made in the sandbox. */
final class DoctorCases {
    /** Changes the sandbox, the settings, or the files of a case. */
    interface Case {
        void make(DoctorCases cases, Practice practice) throws IOException, GeneralSecurityException;
    }

    private static final TestKeys RSA = TestKeys.of("-keyalg", "RSA", "-dname", "CN=app", "-validity", "365");
    /** Made by OpenSSL, for tests of the provider. */
    private static final Path PROVIDER_FILES = Path.of("../src/test/resources/io/github/ferrypost/pem");

    private static final String URI = "https://meine.ipmcloud.example";
    private static final String MARK = "\uFEFF";

    private static final String PARTIAL_PASTE = """
            PS C:\\> Get-TransportConfig | fl Name,Smtp*

            Name : Transport Settings
            SmtpClientAuthenticationDisabled : True

            PS C:\\> Get-CASMailbox noreply | fl Name,Smtp*

            Name : noreply
            SmtpClientAuthenticationDisabled :
            """;

    private static final Map<String, Case> ALL = Map.ofEntries(
            // credentials and identities
            Map.entry("wrong secret", (c, p) -> p.set("secret", "x".repeat(40))),
            Map.entry(
                    "the secret's ID",
                    (c, p) -> p.set("secret", UUID.randomUUID().toString())),
            Map.entry("expired secret", (c, p) -> p.sandbox.app().expireSecrets()),
            Map.entry("no consent", (c, p) -> p.sandbox.app().consent(false)),
            Map.entry("unknown app", (c, p) -> p.set("client", UUID.randomUUID().toString())),
            Map.entry(
                    "unknown tenant",
                    (c, p) -> p.set("tenant", UUID.randomUUID().toString())),
            Map.entry("misspelt domain", (c, p) -> p.set("tenant", "contosso.example")),
            Map.entry("other cloud", (c, p) -> p.always(Target.TOKEN, Fault.aadsts(900432))),
            Map.entry(
                    "client and tenant swapped",
                    (c, p) -> p.set("tenant", p.sandbox.clientId()).set("client", p.sandbox.tenantId())),
            // the mailbox
            Map.entry("mailbox missing", (c, p) -> p.set("mailbox", "nobody@contoso.example")),
            Map.entry("user without a mailbox", (c, p) -> p.sandbox.mailbox().licensed(false)),
            Map.entry(
                    "shut out by a policy",
                    (c, p) -> p.always(Target.GRAPH_SEND, Fault.status(403).code("ErrorAccessDenied"))),
            Map.entry("SMTP without a role", (c, p) -> p.bySmtp().sandbox.app().roles("User.Read.All")),
            Map.entry(
                    "SMTP AUTH off for the tenant",
                    (c, p) -> p.bySmtp().sandbox.directory().smtpAuthDisabled(true)),
            Map.entry(
                    "security defaults",
                    (c, p) -> p.bySmtp().sandbox.directory().securityDefaults(true)),
            // the network
            Map.entry(
                    "proxy refuses",
                    (c, p) -> p.set("proxy", "127.0.0.1:1").set("endpoint.graph", "https://graph.example")),
            Map.entry("foreign authority", (c, p) -> p.set("endpoint.graph", p.interceptor())),
            Map.entry("name unknown", (c, p) -> p.set("endpoint.graph", "https://graph.invalid")),
            Map.entry(
                    "trust file missing",
                    (c, p) -> p.set(
                            "endpoint.trust", c.folder.resolve("nowhere.pem").toString())),
            Map.entry("token 503", (c, p) -> p.always(Target.TOKEN, Fault.status(503))),
            Map.entry("token cut", (c, p) -> p.always(Target.TOKEN, Fault.dropBefore())),
            Map.entry(
                    "HTML from a proxy",
                    (c, p) -> p.always(Target.DISCOVERY, Fault.html()).always(Target.TOKEN, Fault.html())),
            Map.entry("Graph 503", (c, p) -> p.always(Target.GRAPH_SEND, Fault.status(503))),
            Map.entry("Graph 429", (c, p) -> p.always(Target.GRAPH_SEND, Fault.status(429))),
            Map.entry("port 587 blocked", (c, p) -> p.bySmtp().set("endpoint.smtp", "127.0.0.1:1")),
            // files and what editors do to them
            Map.entry("settings with BOM and CRLF", (c, p) -> {
                c.prefix = MARK;
                c.lineEnd = "\r\n";
            }),
            Map.entry("secret file with CRLF", (c, p) -> c.secretFile(p, p.sandbox.secret() + "\r\n")),
            Map.entry("secret file with BOM", (c, p) -> c.secretFile(p, MARK + p.sandbox.secret())),
            Map.entry("secret file in UTF-16", (c, p) -> {
                byte[] text = (MARK + p.sandbox.secret()).getBytes(StandardCharsets.UTF_16LE);
                PrivateFile.replace(c.folder.resolve("secret.txt"), text);
                p.set("secret", "${file:secret.txt}");
            }),
            Map.entry("settings in UTF-16", (c, p) -> {
                c.prefix = MARK;
                c.charset = StandardCharsets.UTF_16LE;
            }),
            Map.entry("quotes", (c, p) -> p.set("tenant", "\"" + p.sandbox.tenantId() + "\"")),
            Map.entry("trailing blanks", (c, p) -> p.set("tenant", p.sandbox.tenantId() + "\u00A0")),
            Map.entry("umlauts and blanks in the path", (c, p) -> {
                c.folder = Files.createDirectories(c.folder.resolve("Büro und Söhne"));
                c.secretFile(p, p.sandbox.secret());
            }),
            Map.entry("a typo in a key", (c, p) -> p.set("mailboxx", "a@contoso.example")),
            Map.entry("Windows path", (c, p) -> {
                p.settings.remove("ferrypost.secret");
                c.more = "ferrypost.certificate=C:\\ProgramData\\app.pfx";
            }),
            // certificates
            Map.entry("certificate unregistered", (c, p) -> {
                c.certificate(p, RSA.certificatePem() + RSA.pkcs8Pem());
                p.sandbox.app().removeCredentials();
            }),
            Map.entry("certificate without a key", (c, p) -> c.certificate(p, RSA.certificatePem())),
            Map.entry("certificate ends soon", (c, p) -> {
                c.certificate(p, RSA.certificatePem() + RSA.pkcs8Pem());
                TestKeys soon = TestKeys.of("-keyalg", "RSA", "-dname", "CN=app", "-validity", "20");
                c.certificate(p, soon.certificatePem() + soon.pkcs8Pem());
                p.sandbox.app().addCertificate(soon.certificate());
            }),
            Map.entry(
                    "PFX, wrong password",
                    (c, p) -> c.certificate(p, RSA.pkcs12()).set("certificate-password", "another")),
            Map.entry("PFX, no password", (c, p) -> c.certificate(p, RSA.pkcs12())),
            Map.entry("secret and certificate", (c, p) -> {
                String secret = p.sandbox.secret();
                c.certificate(p, RSA.certificatePem() + RSA.pkcs8Pem()).set("secret", secret);
            }),
            Map.entry("key of another certificate", (c, p) -> {
                TestKeys other = TestKeys.of("-keyalg", "RSA", "-dname", "CN=other");
                c.certificate(p, RSA.certificatePem() + other.pkcs8Pem());
            }),
            Map.entry(
                    "certificate in DER",
                    (c, p) -> c.certificate(p, RSA.certificate().getEncoded())),
            Map.entry("EC key", (c, p) -> {
                TestKeys ec = TestKeys.of("-keyalg", "EC", "-dname", "CN=app");
                c.certificate(p, ec.certificatePem() + ec.pkcs8Pem());
            }),
            Map.entry(
                    "encrypted PEM, no password",
                    (c, p) -> c.certificate(p, Files.readAllBytes(PROVIDER_FILES.resolve("openssl-aes256.pem")))),
            // the clock
            Map.entry("clock fast", (c, p) -> p.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10))),
            Map.entry("clock slow", (c, p) -> p.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10))),
            // redirect URIs and what an administrator sees
            Map.entry(
                    "redirect slash missing",
                    (c, p) -> p.set("redirect-uris", URI)
                            .sandbox
                            .app()
                            .registration()
                            .spaRedirectUris(URI)),
            Map.entry("redirect none", (c, p) -> p.set("redirect-uris", URI)),
            Map.entry(
                    "redirect under Web",
                    (c, p) -> c.byAdmin(p.set("redirect-uris", URI))
                            .sandbox
                            .app()
                            .registration()
                            .webRedirectUris(URI, URI + "/")),
            Map.entry(
                    "public client on",
                    (c, p) -> c.byAdmin(p).sandbox.app().registration().publicClient(true)),
            Map.entry(
                    "implicit tokens beside public client",
                    (c, p) -> c.byAdmin(p)
                            .sandbox
                            .app()
                            .registration()
                            .publicClient(true)
                            .implicitTokens(true)),
            Map.entry(
                    "mail user as owner",
                    (c, p) -> c.byAdmin(p).sandbox.app().registration().owners(p.sandbox.mailbox())),
            // users and policies
            Map.entry("second factor", (c, p) -> p.always(Target.TOKEN, Fault.aadsts(50076))),
            Map.entry("expired password", (c, p) -> p.always(Target.TOKEN, Fault.aadsts(50055))),
            Map.entry("no service principal", (c, p) -> p.sandbox.app().servicePrincipal(false)),
            Map.entry("app disabled", (c, p) -> p.sandbox.app().disabled(true)),
            Map.entry("Conditional Access", (c, p) -> p.always(Target.TOKEN, Fault.aadsts(53003))),
            Map.entry("device code without a sign-in", (c, p) -> {
                p.settings.remove("ferrypost.secret");
                c.byAdmin(p.set("sign-in", "device-code"));
            }),
            // the command
            Map.entry("partial Exchange paste", (c, p) -> {
                Path paste = Files.writeString(c.folder.resolve("paste.txt"), PARTIAL_PASTE);
                c.options.addAll(List.of("--exchange-output", paste.toString()));
                p.bySmtp().sandbox.directory().smtpAuthDisabled(true);
            }),
            Map.entry("--json", (c, p) -> p.set("secret", "x".repeat(40))));

    Path folder;
    final List<String> options = new ArrayList<>();
    private String prefix = "";
    private String lineEnd = "\n";
    private String more = "";
    private Charset charset = StandardCharsets.UTF_8;

    private DoctorCases(Path folder) {
        this.folder = folder;
    }

    static DoctorCases of(String name, Practice practice, Path folder) throws IOException, GeneralSecurityException {
        DoctorCases made = new DoctorCases(folder);
        Objects.requireNonNull(ALL.get(name), name).make(made, practice);
        return made;
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** Writes the settings as this case has them, readable for their owner only. */
    Path write(Practice practice) throws IOException {
        StringBuilder text = new StringBuilder(prefix);
        practice.settings.forEach((key, value) ->
                text.append(key).append('=').append(value.replace("\\", "\\\\")).append(lineEnd));
        text.append(more).append(lineEnd);
        Path file = folder.resolve("ferrypost.properties");
        PrivateFile.replace(file, text.toString().getBytes(charset));
        return file;
    }

    private void secretFile(Practice practice, String text) throws IOException {
        PrivateFile.replace(folder.resolve("secret.txt"), text.getBytes(StandardCharsets.UTF_8));
        practice.set("secret", "${file:secret.txt}");
    }

    private Practice certificate(Practice practice, String pem) throws IOException, GeneralSecurityException {
        return certificate(practice, pem.getBytes(StandardCharsets.US_ASCII));
    }

    private Practice certificate(Practice practice, byte[] content) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("app.pem");
        PrivateFile.replace(file, content);
        practice.settings.remove("ferrypost.secret");
        practice.sandbox.app().addCertificate(RSA.certificate());
        return practice.set("certificate", file.toString());
    }

    private Practice byAdmin(Practice practice) throws IOException {
        Path token = folder.resolve("token");
        PrivateFile.replace(token, practice.adminToken().getBytes(StandardCharsets.US_ASCII));
        options.addAll(List.of("--admin-token-file", token.toString()));
        return practice;
    }
}
