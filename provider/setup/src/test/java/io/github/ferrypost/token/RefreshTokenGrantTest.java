package io.github.ferrypost.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.login.Desk;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import io.github.ferrypost.sandbox.directory.App;
import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's sign-in in use: renewed, rotated, revoked, and never asked for again by itself. */
class RefreshTokenGrantTest {
    @TempDir
    Path folder;

    private Desk desk;
    private Path file;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        file = folder.resolve("tokens");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void signIn() {
        assertThat(desk.approving().login()).startsWith("0\n");
    }

    private long requests() {
        return desk.sandbox.requests().tokenRequests();
    }

    private Status refusal(Tokens tokens) {
        return tokens.get(desk.account(), TokenResource.GRAPH).refusal();
    }

    @Test
    void withoutASignInNobodyIsAskedAndTheCommandIsNamed() {
        Status status = refusal(desk.tokens());
        assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
        assertThat(status.reply().toString())
                .startsWith("530 5.7.0 No user has signed in")
                .contains("Run `ferrypost login`", "sign in as noreply@contoso.example");
        assertThat(requests()).isZero();
    }

    @Test
    void aSignInMadeMeanwhileIsTakenUpWithoutARestart() {
        Tokens running = desk.tokens();
        refusal(running);
        signIn();
        desk.pass(Duration.ofSeconds(11));
        assertThat(running.get(desk.account(), TokenResource.GRAPH).isRefused()).isFalse();
    }

    @Test
    void aRotatedRefreshTokenIsStoredAtOnceAndSurvivesARestart() throws Exception {
        signIn();
        String before = Files.readString(file);
        assertThat(desk.tokens().get(desk.account(), TokenResource.SMTP).isRefused())
                .isFalse();
        assertThat(Files.readString(file)).isNotEqualTo(before).doesNotContain(App.SECRET_MARKER);
        desk.pass(Duration.ofDays(89));
        assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                .isFalse();
        desk.pass(Duration.ofDays(89));
        assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                .isFalse();
    }

    @Test
    void aSignInUnusedFor90DaysHasEnded() {
        signIn();
        desk.pass(Duration.ofDays(91));
        assertThat(refusal(desk.tokens()).reply().text()).startsWith("AADSTS700082");
    }

    /** Rivals give the same dead token again until it expires, or ask Entra with each mail. */
    @Test
    void aRevokedSignInIsAskedForOnceAndThenTellsWhatToDo() {
        signIn();
        desk.owner().revokeSessions();
        Tokens running = desk.tokens();
        long before = requests();
        for (int round = 0; round < 5; round++) {
            Status status = refusal(running);
            assertThat(status.reply().text()).startsWith("AADSTS50173");
            assertThat(status.reply().remedy().orElseThrow()).contains("ferrypost login", "noreply@contoso.example");
            desk.pass(Duration.ofHours(1));
        }
        assertThat(requests() - before).isEqualTo(1);
        signIn();
        assertThat(running.get(desk.account(), TokenResource.GRAPH).isRefused()).isFalse();
    }

    @Test
    void whatAPolicyForbidsIsAskedForAgainAfterAWhile() {
        signIn();
        desk.owner().mfa(true);
        desk.sandbox.faults().always(Target.TOKEN, Fault.aadsts(50076));
        Tokens running = desk.tokens();
        assertThat(refusal(running).reply().toString()).startsWith("534 5.7.9 AADSTS50076");
        desk.sandbox.faults().clear();
        desk.owner().mfa(false);
        desk.pass(Duration.ofMinutes(1));
        assertThat(refusal(running).reply().text()).startsWith("AADSTS50076");
        desk.pass(Duration.ofMinutes(15));
        assertThat(running.get(desk.account(), TokenResource.GRAPH).isRefused()).isFalse();
    }

    @Test
    void entraOutOfOrderIsLaterAndLosesNothing() {
        signIn();
        desk.sandbox.faults().next(Target.TOKEN, Fault.status(503));
        Tokens running = desk.tokens();
        assertThat(refusal(running).verdict()).isEqualTo(Verdict.TRANSIENT);
        assertThat(running.get(desk.account(), TokenResource.GRAPH).isRefused()).isFalse();
    }

    @Test
    void aKeyFromTheSettingsEncryptsInPlaceOfAKeyFile() {
        desk.settings.put("ferrypost.token-key", "LEGACYPASSWORD");
        signIn();
        assertThat(folder.resolve("tokens.key")).doesNotExist();
        assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                .isFalse();
        desk.settings.put("ferrypost.token-key", "another");
        Status status = refusal(desk.tokens());
        assertThat(status.reply().toString())
                .contains("was encrypted with another key than ferrypost.token-key")
                .doesNotContain("LEGACYPASSWORD");
        assertThat(file).exists();
        signIn();
        assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                .isFalse();
    }

    @Test
    void filesThatOthersMayReadAreRefusedAndLeft() throws Exception {
        signIn();
        for (Path each : new Path[] {file, folder.resolve("tokens.key")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------");
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r-----"));
            assertThat(refusal(desk.tokens()).reply().toString())
                    .contains("Users other than its owner can read " + each, "chmod 600 " + each);
            assertThat(each).exists();
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void aDamagedOrChangedFileIsRefusedAndLeft() throws Exception {
        signIn();
        String whole = Files.readString(file);
        for (String broken : new String[] {
            "",
            "garbage",
            whole.substring(0, whole.length() / 2),
            whole.replace("noreply@", "norepli@"),
            whole.replaceFirst("\"sealed\":\"....", "\"sealed\":\"AAAA")
        }) {
            Files.writeString(file, broken);
            Status status = refusal(desk.tokens());
            assertThat(status.verdict()).isEqualTo(Verdict.PERMANENT);
            assertThat(status.reply().remedy().orElseThrow()).contains("ferrypost login");
            assertThat(file).hasContent(broken);
        }
        Files.writeString(file, whole);
        assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                .isFalse();
    }

    @Test
    void aKeyFileThatIsGoneIsNamed() throws Exception {
        signIn();
        Files.delete(folder.resolve("tokens.key"));
        assertThat(refusal(desk.tokens()).reply().toString()).contains("tokens.key");
    }

    /** Whatever happens to a stored sign-in, the answer is a sentence about the file. */
    @Test
    void SEC18_aDamagedEntryIsSaidToBeDamaged() throws Exception {
        signIn();
        Path tokens = folder.resolve("tokens");
        String whole = Files.readString(tokens);
        for (String field : new String[] {"sealed", "nonce", "salt", "check", "renewed", "signedIn"}) {
            String value = whole.replaceFirst("(?s).*\"" + field + "\"\\s*:\\s*\"([^\"]*)\".*", "$1");
            for (String damaged :
                    new String[] {"", "AAAA", "!", value.substring(1), value.substring(0, 8), value + "AAAA"}) {
                Files.writeString(tokens, whole.replace(value, damaged));
                assertThat(refusal(desk.tokens()).reply().toString())
                        .as("%s = %s", field, damaged)
                        .containsAnyOf("is damaged", "was encrypted with another key")
                        .contains(tokens.toString());
            }
        }
        Files.writeString(tokens, whole);
        assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                .isFalse();
    }

    /** As a full disk or a power cut leaves it. */
    @Test
    void anEmptyOrCutKeyFileIsNamedAndLeft() throws Exception {
        signIn();
        Path key = folder.resolve("tokens.key");
        String whole = Files.readString(key);
        for (String cut : new String[] {"", whole.substring(0, 20), whole.substring(0, 21)}) {
            Files.writeString(key, cut);
            assertThat(refusal(desk.tokens()).reply().toString()).contains("missing or damaged: " + key);
            assertThat(desk.login()).startsWith("1\n").contains("missing or damaged: " + key);
            assertThat(key).hasContent(cut);
        }
        Files.writeString(key, whole);
        assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                .isFalse();
    }

    /** The name under which the new file is written is taken. */
    @Test
    void aRenewedSignInThatCannotBeStoredHoldsUpNoMail() throws Exception {
        signIn();
        String before = Files.readString(file);
        Path full = folder.resolve("tokens." + ProcessHandle.current().pid() + ".new/full");
        Files.createDirectories(full);
        for (int round = 0; round < 2; round++) {
            assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                    .isFalse();
            assertThat(file).hasContent(before);
        }
        Files.delete(full);
        assertThat(desk.tokens().get(desk.account(), TokenResource.GRAPH).isRefused())
                .isFalse();
        assertThat(Files.readString(file)).isNotEqualTo(before);
    }

    @Test
    void anotherAccountsSignInIsLeftAsItIs() {
        signIn();
        Account first = desk.account();
        desk.sandbox.directory().addMailbox("second@contoso.example");
        desk.settings.put("ferrypost.mailbox", "second@contoso.example");
        desk.settings.put("ferrypost.token-key", "a key of its own");
        signIn();
        Tokens tokens = desk.tokens();
        assertThat(tokens.get(first, TokenResource.GRAPH).isRefused()).isFalse();
        assertThat(tokens.get(desk.account(), TokenResource.GRAPH).isRefused()).isFalse();
    }

    @Test
    void itsEndIsKnownAndNearFrom30DaysBefore() {
        assertThat(Expiries.of(desk.account())).isEmpty();
        signIn();
        Expiry expiry = Expiries.of(desk.account()).get(0);
        assertThat(expiry.kind()).isEqualTo(Expiry.Kind.SIGN_IN);
        assertThat(expiry.isNear(desk.clock().instant().plus(Duration.ofDays(59))))
                .isFalse();
        assertThat(expiry.isNear(desk.clock().instant().plus(Duration.ofDays(61))))
                .isTrue();
        assertThat(expiry.isOver(desk.clock().instant().plus(Duration.ofDays(91))))
                .isTrue();
    }
}
