package io.github.ferrypost.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTest {
    private static final String PGP = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n";

    private static boolean isSealed(String text) throws IOException {
        return Sealed.is(HeaderSectionTest.bytes(text.replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\n\n--b\n\nx\n--b--\n",
                "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\n\n--b\n\nx\n--b--\n",
                "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\n\nx\n--b--\n",
                "Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nMIIB\n",
                "Content-Type: Application/X-PKCS7-Mime\n\nMIIB\n",
                "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/signed; boundary=b\n\n--a--\n",
                "Subject: s\n\n" + PGP,
                "Subject: s\n\nSome words first\n\n" + PGP,
                "Subject: s\n\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n",
                "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n" + PGP,
                "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n" + PGP + "--b--\n"
            })
    void isWhatAPersonSignedOrEncrypted(String text) throws IOException {
        assertThat(isSealed("From: a@x.test\n" + text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "BASE64"})
    void inlinePgpInBase64(String encoding) throws IOException {
        String coded = Base64.getMimeEncoder().encodeToString(PGP.getBytes(StandardCharsets.US_ASCII));
        assertThat(isSealed("Content-Transfer-Encoding: " + encoding + "\n\n" + coded + "\n"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: s\n\nHello\n",
                "DKIM-Signature: v=1; d=x.test; h=from; b=AAAA\nARC-Seal: i=1; cv=none\n\nHello\n",
                "Subject: s\n\n> -----BEGIN PGP SIGNED MESSAGE-----\n",
                "Subject: s\n\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
                "Content-Type: application/octet-stream\n\n" + PGP,
                "Content-Type: message/rfc822\n\nContent-Type: multipart/signed; boundary=b\n\n--b\n\nx\n--b--\n",
                "Content-Transfer-Encoding: base64\n\n-----BEGIN\n"
            })
    void isNothingElse(String text) throws IOException {
        assertThat(isSealed("From: a@x.test\n" + text)).isFalse();
    }
}
