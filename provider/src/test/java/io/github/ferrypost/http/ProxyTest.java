package io.github.ferrypost.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP proxies on the way: with a login, and those that do not let a connection through. */
class ProxyTest {
    private static final Request REQUEST = Request.of(
                    "POST", URI.create("https://login.invalid/x"), Duration.ofSeconds(10))
            .body(new SomeBytes(3));

    private static HttpFailure failure(Wire proxy) {
        Http http = Http.standard(HttpOptions.standard().withProxy("127.0.0.1", proxy.port()));
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> http.send(REQUEST));
        assertThat(failure.mayHaveArrived()).isFalse();
        return failure;
    }

    @Test
    void SEC19_userAndPasswordAreSentToTheProxyAlone() throws IOException {
        try (Wire proxy = Wire.answering("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")) {
            ProxyAddress address = ProxyAddress.parse("us%40er:p%3Aä@127.0.0.1:" + proxy.port())
                    .orElseThrow();
            Http http = Http.standard(HttpOptions.standard().withProxy(address));
            HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> http.send(REQUEST));
            String basic = Base64.getEncoder().encodeToString("us@er:p:ä".getBytes(StandardCharsets.UTF_8));
            assertThat(proxy.heads().get(0))
                    .startsWith("CONNECT login.invalid:443 HTTP/1.1\r\n")
                    .contains("\r\nProxy-Authorization: Basic " + basic + "\r\n")
                    .doesNotContain("/x");
            assertThat(failure).hasMessageContaining("through the proxy 127.0.0.1:" + proxy.port());
            assertThat(failure.toString()).doesNotContain("us@er", "p:ä", basic);
            assertThat(address.toString()).isEqualTo("127.0.0.1:" + proxy.port());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret@",
                "user:secret@host",
                "user:secret@host:0",
                "user:secret@host:99999",
                "secret@host:80",
                ":secret@host:80",
                "user:sec%0Aret@host:80",
                "user:secret@ho st:80",
                "ftp://user:secret@host:80",
                ""
            })
    void SEC19_anotherFormIsRefused(String text) {
        assertThat(ProxyAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example:3128, proxy.example:3128, false",
        "http://proxy.example:3128/, proxy.example:3128, false",
        "u:p@proxy.example:3128, proxy.example:3128, true",
        "DOMAIN\\u:p@q#/w@[::1]:80, [::1]:80, true"
    })
    void SEC19_formsThatAreRead(String text, String shown, boolean login) {
        ProxyAddress address = ProxyAddress.parse(text).orElseThrow();
        assertThat(address).hasToString(shown);
        assertThat(address.hasLogin()).isEqualTo(login);
    }

    @Test
    void SEC19_anAddressWithAPasswordIsNotAskedAndNotQuoted() {
        Request request = Request.of("GET", URI.create("https://user:hidden@graph.invalid/"), Duration.ofSeconds(5));
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class, () -> Http.standard(HttpOptions.standard()).send(request));
        assertThat(failure).hasMessageContaining("user name or password");
        assertThat(failure.toString() + request).doesNotContain("hidden");
    }

    /** Callers know the status: no server but a proxy has it. The program's own Authenticator is not asked. */
    @Test
    void aProxyThatWantsALoginIsHeardAndTheProgramsLoginIsNotUsed() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.incrementAndGet();
                return new PasswordAuthentication("program", "secret".toCharArray());
            }
        });
        try (Wire proxy = Wire.answering("HTTP/1.1 407 Proxy Authentication Required\r\n"
                + "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 6\r\n\r\n<html>")) {
            Http http = Http.standard(HttpOptions.standard().withProxy("127.0.0.1", proxy.port()));
            Answer answer = http.send(REQUEST);
            assertThat(answer.status()).isEqualTo(407);
            assertThat(answer.text()).isEqualTo("<html>");
            assertThat(proxy.heads()).hasSize(1);
            assertThat(asked).hasValue(0);
        } finally {
            Authenticator.setDefault(null);
        }
    }

    @Test
    void aProxyThatForbidsTheHostIsToldWithItsStatus() throws IOException {
        try (Wire proxy = Wire.answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\n<html>")) {
            assertThat(failure(proxy))
                    .hasMessageContainingAll(
                            "login.invalid through the proxy 127.0.0.1", "the proxy answered HTTP 403");
        }
    }

    @Test
    void aProxyThatShowsAPageInsteadOfATunnelIsToldAsSuch() throws IOException {
        try (Wire proxy = Wire.answering(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<html>Log in</html> ")) {
            assertThat(failure(proxy)).hasMessageContaining("through the proxy");
        }
    }

    @Test
    void aProxyThatIsNone() throws IOException {
        try (Wire proxy = Wire.answering("220 mail.example ESMTP\r\n")) {
            assertThat(failure(proxy)).hasMessageContainingAll("did not answer with HTTP", "220 mail.example");
        }
    }
}
