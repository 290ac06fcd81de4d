package io.github.ferrypost.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest {
    @Test
    void SEC8_aHashedPasswordIsAccepted() {
        String hash = PasswordHash.make("LEGACY:PASSWORD, with blanks");
        Logins logins = Logins.parse("# a comment\nscanner:" + hash + "\nother:in clear\n");
        assertThat(hash).startsWith("{PBKDF2-SHA256}600000$").doesNotContain("LEGACY", ",", ":");
        for (int i = 0; i < 3; i++) {
            assertThat(logins.accepts("scanner", "LEGACY:PASSWORD, with blanks"))
                    .isTrue();
            assertThat(logins.accepts("scanner", "LEGACY:PASSWORD")).isFalse();
            assertThat(logins.accepts("scanner", hash)).isFalse();
            assertThat(logins.accepts("scanner", "")).isFalse();
            assertThat(logins.accepts("stranger", "LEGACY:PASSWORD, with blanks"))
                    .isFalse();
        }
        assertThat(logins.accepts("other", "in clear")).isTrue();
        assertThat(logins.toString()).isEqualTo("2 logins");
    }

    /** A known answer: RFC 7914 section 11 has it for PBKDF2 with HMAC-SHA-256. */
    @Test
    void SEC8_theHashIsTheOneOfTheStandard() {
        byte[] salt = "salt".getBytes(StandardCharsets.UTF_8);
        byte[] key = new java.math.BigInteger("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc", 16)
                .toByteArray();
        String text = "{PBKDF2-SHA256}1$" + Base64.getEncoder().encodeToString(salt) + "$"
                + Base64.getEncoder().encodeToString(key);
        assertThat(Logins.parse("a:" + text).accepts("a", "passwd")).isTrue();
    }

    @Test
    void SEC8_saltedSha512OfOtherServersIsUnderstood() throws Exception {
        byte[] salt = {1, 2, 3, 4};
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        digest.update("LEGACYPASSWORD".getBytes(StandardCharsets.UTF_8));
        byte[] hash = digest.digest(salt);
        byte[] both = java.nio.ByteBuffer.allocate(68).put(hash).put(salt).array();
        Logins logins = Logins.parse("scanner:{SSHA512}" + Base64.getEncoder().encodeToString(both));
        assertThat(logins.accepts("scanner", "LEGACYPASSWORD")).isTrue();
        assertThat(logins.accepts("scanner", "LEGACYPASSWORd")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{PBKDF2-SHA256}600000$AAAA",
                "{PBKDF2-SHA256}0$AAAA$AAAA",
                "{PBKDF2-SHA256}99999999$AAAA$AAAA",
                "{PBKDF2-SHA256}600000$AAAA$AAAA",
                "{PBKDF2-SHA256}600000$%%$AAAA",
                "{SSHA512}AAAA",
                "{BLF-CRYPT}$2y$05$secret",
                "{SSHA}secret"
            })
    void SEC8_aHashThatCannotBeUsedIsAProblemAtTheStart(String hash) {
        assertThatThrownBy(() -> Logins.parse("scanner:" + hash))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"scanner\"")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aPasswordThatBeginsWithABraceIsAPassword() {
        assertThat(Logins.parse("a:{x}y").accepts("a", "{x}y")).isTrue();
        assertThat(Logins.parse("a:{PLAIN}{SHA}y").accepts("a", "{SHA}y")).isTrue();
    }
}
