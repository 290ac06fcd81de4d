package io.github.ferrypost.bridge.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.sandbox.MutableClock;
import io.github.ferrypost.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSettingsTest {
    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.stopped();
    private final List<SettingsChange> committed = new ArrayList<>();
    private final List<ReloadResult> results = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private String portTaken = "";
    private Path secret;
    private SettingsFolder settings;
    private LiveSettings live;

    @BeforeEach
    void open() throws Exception {
        secret = folder.resolve("secret.txt");
        Files.writeString(secret, "the-first-secret-0123456789");
        settings = new SettingsFolder(
                folder,
                Map.of(
                        "ferrypost.mailbox", "noreply@contoso.example",
                        "ferrypost.tenant", "contoso.example",
                        "ferrypost.client", "11111111-2222-3333-4444-555555555555",
                        "ferrypost.secret", "${file:secret.txt}",
                        "ferrypost.bridge.patience", "10s"));
        start();
    }

    private void start() throws Exception {
        CheckedSettings checked = CheckedSettings.of(settings.read(new TreeSet<>()));
        live = new LiveSettings(checked, settings, List.of(this::first, this::last), results::add, clock, clock::nanos);
    }

    private ReloadStep first(SettingsChange change) {
        return ReloadStep.of(() -> steps.add("first"), () -> steps.add("first discarded"));
    }

    private ReloadStep last(SettingsChange change) throws IOException {
        if (!portTaken.isEmpty()) {
            throw new IOException(portTaken);
        }
        return ReloadStep.of(() -> committed.add(change));
    }

    /** The looks of a time without a change. */
    private void pass(Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) <= 0; gone = gone.plus(LiveSettings.PERIOD)) {
            live.look();
            clock.advance(LiveSettings.PERIOD);
        }
    }

    private void settle() {
        pass(LiveSettings.QUIET);
    }

    private String secretInUse() {
        Account account =
                committed.get(committed.size() - 1).after().accounts().all().get(0);
        return ((Credential.Secret) account.credential()).value();
    }

    private ReloadResult only() {
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @Test
    void N3_aRenewedSecretFileIsTakenUp() throws Exception {
        Files.writeString(secret, "the-other-secret-0123456789");
        settle();
        assertThat(only().kind()).isEqualTo(ReloadResult.Kind.APPLIED);
        assertThat(only().changed()).containsExactly("ferrypost.secret");
        assertThat(secretInUse()).isEqualTo("the-other-secret-0123456789");
        assertThat(committed.get(0).renewed()).hasSize(1);
        assertThat(committed.get(0).gone())
                .as("the credential that no account uses any more")
                .hasSize(1);
        settle();
        assertThat(results).as("once").hasSize(1);
    }

    @Test
    void withoutAChangeNothingIsRead() {
        pass(Duration.ofMinutes(1));
        assertThat(results).isEmpty();
    }

    @Test
    void aChangeOfTheSameLengthAndTimeIsSeen() throws Exception {
        FileTime time = Files.getLastModifiedTime(secret);
        Files.writeString(secret, "the-FIRST-secret-0123456789");
        Files.setLastModifiedTime(secret, time);
        settle();
        assertThat(secretInUse()).isEqualTo("the-FIRST-secret-0123456789");
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotRead() throws Exception {
        String whole = settings.text().replace("10s", "11s");
        for (int length = 10; length < whole.length(); length += 40) {
            Files.writeString(settings.file(), whole.substring(0, length));
            pass(LiveSettings.QUIET.dividedBy(2));
        }
        assertThat(results).isEmpty();
        Files.writeString(settings.file(), whole);
        settle();
        assertThat(only().changed()).containsExactly("ferrypost.bridge.patience");
    }

    @Test
    void aBadValueIsRejectedAsAWholeAndTheCorrectionTakenUp() throws Exception {
        settings.change(Map.of("ferrypost.bridge.patience", "soon", "ferrypost.bridge.name", "mail.contoso.example"));
        settle();
        assertThat(only().isRejected()).isTrue();
        assertThat(only().problems()).singleElement().asString().contains("ferrypost.bridge.patience is \"soon\"");
        assertThat(committed).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(results).as("said once").hasSize(1);

        settings.change(Map.of("ferrypost.bridge.patience", "12s"));
        settle();
        assertThat(live.last().kind()).isEqualTo(ReloadResult.Kind.APPLIED);
        assertThat(live.last().changed()).containsExactly("ferrypost.bridge.name", "ferrypost.bridge.patience");
    }

    @Test
    void aChangeThatIsTakenBackEndsTheRejection() throws Exception {
        settings.change(Map.of("ferrypost.bridge.patience", "soon"));
        settle();
        settings.change(Map.of("ferrypost.bridge.patience", "10s"));
        settle();
        assertThat(live.last().kind()).isEqualTo(ReloadResult.Kind.UNCHANGED);
        assertThat(committed).isEmpty();
    }

    @Test
    void anUnknownSettingIsRejected() throws Exception {
        settings.change(Map.of("ferrypost.bridge.patient", "5s"));
        settle();
        assertThat(only().problems()).singleElement().asString().contains("Did you mean ferrypost.bridge.patience?");
    }

    @Test
    void aMissingSecretFileIsNamedAndTakenUpWhenItIsThere() throws Exception {
        settings.change(Map.of("ferrypost.secret", "${file:renewed.txt}"));
        settle();
        assertThat(only().isRejected()).isTrue();
        assertThat(only().problems()).singleElement().asString().contains("renewed.txt", "cannot be read");

        Files.writeString(folder.resolve("renewed.txt"), "the-renewed-secret-0123456789");
        settle();
        assertThat(live.last().kind()).isEqualTo(ReloadResult.Kind.APPLIED);
        assertThat(secretInUse()).isEqualTo("the-renewed-secret-0123456789");
    }

    @Test
    void aSecretFileThatVanishesIsNamedAndTheOldSecretStays() throws Exception {
        Files.delete(secret);
        settle();
        assertThat(only().problems()).singleElement().asString().contains("secret.txt");
        assertThat(committed).isEmpty();
        Files.writeString(secret, "the-first-secret-0123456789");
        settle();
        assertThat(live.last().kind()).isEqualTo(ReloadResult.Kind.UNCHANGED);
    }

    /** A mounted secret: {@code secret -> ..data/secret}, {@code ..data -> ..2026_11_27}, and the second link is swapped. */
    @Test
    void aSwappedLinkOfKubernetesIsSeen() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("mount"));
        Path one = Files.createDirectory(mount.resolve("..one"));
        Path two = Files.createDirectory(mount.resolve("..two"));
        Files.writeString(one.resolve("secret"), "the-mounted-secret-0123456789");
        Files.writeString(two.resolve("secret"), "the-swapped-secret-0123456789");
        FileTime time = Files.getLastModifiedTime(one.resolve("secret"));
        Files.setLastModifiedTime(two.resolve("secret"), time);
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(mount.resolve("secret"), Path.of("..data", "secret"));
        settings.change(Map.of("ferrypost.secret", "${file:mount/secret}"));
        settle();
        assertThat(secretInUse()).isEqualTo("the-mounted-secret-0123456789");

        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..two"));
        Files.move(
                mount.resolve("..data_tmp"),
                mount.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        settle();
        assertThat(secretInUse()).isEqualTo("the-swapped-secret-0123456789");
    }

    @Test
    void whatNeedsARestartIsNamedAndStaysAsItIs() throws Exception {
        settings.change(Map.of(
                "ferrypost.bridge.memory", "30%",
                "ferrypost.bridge.spool", "other-spool",
                "ferrypost.bridge.patience", "12s"));
        settle();
        assertThat(only().kind()).isEqualTo(ReloadResult.Kind.APPLIED);
        assertThat(only().changed()).containsExactly("ferrypost.bridge.patience");
        assertThat(only().restart()).containsExactly("ferrypost.bridge.memory", "ferrypost.bridge.spool");
        CheckedSettings used = committed.get(0).after();
        assertThat(used.config().spool()).contains(folder.resolve("ferrypost-spool"));
        assertThat(used.config().listen().limits().memory())
                .isEqualTo(committed.get(0).before().config().listen().limits().memory());

        settings.change(Map.of("ferrypost.bridge.memory", "", "ferrypost.bridge.spool", ""));
        settle();
        assertThat(live.last().restart()).isEmpty();
    }

    @Test
    void aPartThatCannotFollowRejectsTheWholeChange() throws Exception {
        portTaken = "cannot listen on 127.0.0.1:25: Address already in use";
        settings.change(Map.of("ferrypost.bridge.patience", "12s"));
        settle();
        assertThat(only().problems()).containsExactly(portTaken);
        assertThat(steps).containsExactly("first discarded");
        assertThat(committed).isEmpty();

        portTaken = "";
        assertThat(live.reload().kind()).as("a person asks again").isEqualTo(ReloadResult.Kind.APPLIED);
        assertThat(committed).hasSize(1);
    }

    @Test
    void anAccountsCertificateIsReplacedAndABrokenOneRejected() throws Exception {
        Path pem = folder.resolve("account.pem");
        TestKeys one = TestKeys.rsa();
        Files.writeString(pem, one.certificatePem() + one.pkcs8Pem());
        settings.change(Map.of("ferrypost.secret", "", "ferrypost.certificate", "account.pem"));
        settle();
        Account before = committed.get(0).after().accounts().all().get(0);

        TestKeys two = TestKeys.of("-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=Renewed");
        Files.writeString(pem, two.certificatePem());
        settle();
        assertThat(live.last().isRejected()).isTrue();
        assertThat(live.last().problems()).singleElement().asString().contains("account.pem", "key");
        assertThat(committed).hasSize(1);

        Files.writeString(pem, two.certificatePem() + two.pkcs8Pem());
        settle();
        assertThat(live.last().changed()).containsExactly(pem.toString());
        Account after = committed.get(1).after().accounts().all().get(0);
        assertThat(after).as("another credential under the same name").isNotEqualTo(before);
        assertThat(committed.get(1).renewed()).containsExactly(after);
        assertThat(committed.get(1).gone()).containsExactly(before);
    }

    @Test
    void anAccountThatComesAndGoes() throws Exception {
        settings.change(Map.of("ferrypost.account.erp.mailbox", "erp@contoso.example"));
        settle();
        assertThat(committed.get(0).renewed()).extracting(Account::name).containsExactly("erp");
        assertThat(committed.get(0).gone()).isEmpty();

        settings.change(Map.of("ferrypost.account.erp.mailbox", ""));
        settle();
        assertThat(committed.get(1).after().accounts().named("erp")).isEmpty();
        assertThat(committed.get(1).gone())
                .as("another account still uses the credential, and its tokens")
                .isEmpty();
    }

    /** The bridge writes the file of sign-ins whenever it renews one, so a change of it says nothing. */
    @Test
    void aSignInIsTriedAgainWhenAPersonAsks() throws Exception {
        Path tokens = Files.writeString(folder.resolve("ferrypost.tokens"), "expired");
        settings.change(Map.of("ferrypost.secret", "", "ferrypost.sign-in", "device-code"));
        settle();
        Files.writeString(tokens, "renewed");
        settle();
        assertThat(results).hasSize(1);
        assertThat(live.reload().kind()).isEqualTo(ReloadResult.Kind.UNCHANGED);
        assertThat(committed.get(1).renewed()).isEmpty();
        assertThat(committed.get(1).again(account -> true)).hasSize(1);
        assertThat(committed.get(1).again(account -> false)).isEmpty();
    }

    @Test
    void aNewValueIsInUseWithinTwoSeconds() {
        assertThat(LiveSettings.PERIOD.multipliedBy(2).plus(LiveSettings.QUIET)).isLessThan(Duration.ofMillis(1600));
    }

    @Test
    void aCommentChangesNothing() throws Exception {
        Files.writeString(settings.file(), "# new\n" + settings.text());
        settle();
        assertThat(only().kind()).isEqualTo(ReloadResult.Kind.UNCHANGED);
        assertThat(committed).isEmpty();
    }

    @Test
    void whatChangedBetweenTheFirstReadingAndTheFirstLookIsTakenUp() throws Exception {
        CheckedSettings early = CheckedSettings.of(settings.read(new TreeSet<>()));
        settings.change(Map.of("ferrypost.bridge.patience", "12s"));
        live = new LiveSettings(early, settings, List.of(this::last), results::add, clock, clock::nanos);
        settle();
        assertThat(only().changed()).contains("ferrypost.bridge.patience");
    }

    @Test
    void aPipeIsNotRead() {
        assertThat(FileSnapshot.of(Set.of(Path.of("/dev/zero"))).contents()).containsValue("missing");
    }

    @Test
    void afterCloseNothingIsTakenUp() throws Exception {
        live.close();
        settings.change(new HashMap<>(Map.of("ferrypost.bridge.patience", "12s")));
        settle();
        assertThat(committed).isEmpty();
    }
}
