package io.github.ferrypost.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.directory.FederatedCredential;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.entra.ExternalIssuer;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.testing.TestKeys;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords, managed identities, federated tokens. */
class OtherCredentialsTest {
    private final Scene scene = new Scene();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        scene.close();
    }

    private TokenResult ask(Credential credential) {
        return scene.tokens.get(scene.account(credential), TokenResource.GRAPH);
    }

    private User owner() {
        return scene.sandbox.mailbox().owner();
    }

    private Credential password() {
        return Credential.password(owner().name(), owner().password());
    }

    @Test
    void aPasswordSignsInWhereTheAppIsPublic() {
        assertThat(ask(password()).refusal().reply().text()).startsWith("AADSTS7000218");
        scene.sandbox.app().registration().publicClient(true);
        scene.clock.advance(Duration.ofMinutes(6));
        assertThat(ask(password()).isRefused()).isFalse();
        assertThat(scene.tokens
                        .get(scene.account(password()), TokenResource.SMTP)
                        .isRefused())
                .isFalse();
    }

    @Test
    void aPasswordAloneIsNoSecondFactorAndMoreTriesWouldNotHelp() {
        scene.sandbox.app().registration().publicClient(true);
        owner().mfa(true);
        for (int round = 0; round < 5; round++) {
            Status status = ask(password()).refusal();
            assertThat(status.reply().toString()).startsWith("534 5.7.9 AADSTS50076");
            assertThat(status.reply().remedy().orElseThrow()).contains("client secret or certificate");
            scene.clock.advance(Duration.ofSeconds(30));
        }
        assertThat(scene.requests()).isEqualTo(1);
    }

    @Test
    void aWrongPasswordLocksNobodyOut() {
        scene.sandbox.app().registration().publicClient(true);
        Credential wrong = Credential.password(owner().name(), "LEGACYPASSWORD");
        for (int round = 0; round < 8; round++) {
            assertThat(ask(wrong).refusal().reply().toString())
                    .contains("AADSTS50126")
                    .doesNotContain("LEGACYPASSWORD");
            scene.clock.advance(Duration.ofSeconds(30));
        }
        assertThat(scene.requests()).isEqualTo(1);
    }

    @Test
    void aVirtualMachineHasAnIdentity() {
        Credential system = Credential.managedIdentity("system", Optional.of(scene.sandbox.login()), "");
        assertThat(ask(system).refusal().reply().toString())
                .startsWith("535 5.7.8")
                .contains("Identity not found");
        scene.clock.advance(Duration.ofSeconds(11));
        App identity = scene.sandbox.directory().addManagedIdentity("vm", "Mail.Send", "SMTP.SendAsApp");
        assertThat(ask(system).isRefused()).isFalse();
        assertThat(scene.tokens.get(scene.account(system), TokenResource.SMTP).isRefused())
                .isFalse();
        scene.sandbox.directory().addManagedIdentity("other", "Mail.Send");
        Credential named = Credential.managedIdentity(identity.clientId(), Optional.of(scene.sandbox.login()), "");
        assertThat(ask(named).isRefused()).isFalse();
    }

    @Test
    void appServiceWantsItsHeader() {
        scene.sandbox.directory().addManagedIdentity("site", "Mail.Send");
        Optional<URI> service = Optional.of(scene.sandbox.identityEndpoint());
        assertThat(ask(Credential.managedIdentity("system", service, "wrong"))
                        .refusal()
                        .reply()
                        .text())
                .contains("HTTP 401");
        assertThat(ask(Credential.managedIdentity("system", service, scene.sandbox.identityHeader()))
                        .isRefused())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"404", "410", "429", "500"})
    void anIdentityServiceThatIsBusyIsLater(int http) {
        scene.sandbox.directory().addManagedIdentity("vm", "Mail.Send");
        scene.sandbox.faults().next(Target.MANAGED_IDENTITY, Fault.status(http));
        Credential system = Credential.managedIdentity("system", Optional.of(scene.sandbox.login()), "");
        assertThat(ask(system).refusal().verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(ask(system).isRefused()).isFalse();
    }

    @Test
    void aFederatedTokenIsReadAnewAtEachUse() throws Exception {
        ExternalIssuer issuer = scene.sandbox.issuer("https://cluster.example");
        scene.sandbox.app().addFederatedCredential(issuer.url(), "system:serviceaccount:mail:ferrypost");
        Path file = folder.resolve("token");
        Credential federated = Credential.federated(file);
        assertThat(ask(federated).refusal().reply().text())
                .contains("The federated token file " + file + " cannot be read");
        scene.clock.advance(Duration.ofSeconds(11));
        Files.writeString(file, issuer.token("somebody:else", FederatedCredential.AUDIENCE, Duration.ofHours(1)));
        assertThat(ask(federated).refusal().reply().text()).startsWith("AADSTS700213");
        scene.clock.advance(Duration.ofSeconds(11));
        Files.writeString(
                file,
                issuer.token("system:serviceaccount:mail:ferrypost", FederatedCredential.AUDIENCE, Duration.ofHours(1))
                        + "\n");
        assertThat(ask(federated).isRefused()).isFalse();
    }

    @Test
    void theEndOfSecretAndCertificateIsKnown() throws Exception {
        Account secret = scene.account(Credential.secret("x").expiring(LocalDate.parse("2027-03-31")));
        assertThat(Expiries.of(secret).get(0).toString()).isEqualTo("SECRET until 2027-03-31T00:00:00Z");
        assertThat(Expiries.of(scene.account())).isEmpty();
        TestKeys keys = TestKeys.rsa();
        Path pem = Files.writeString(folder.resolve("both.pem"), keys.certificatePem() + keys.pkcs8Pem());
        assertThat(Expiries.of(scene.account(Credential.certificate(pem, "")))
                        .get(0)
                        .end())
                .isEqualTo(keys.certificate().getNotAfter().toInstant());
    }
}
