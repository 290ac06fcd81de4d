package io.github.ferrypost.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Opens a tunnel through an HTTP proxy (RFC 9110 section 9.3.6). */
final class ProxyTunnel {
    private ProxyTunnel() {}

    /** @throws Refused if the proxy does not open it */
    static void open(DeadlineSocket raw, HttpRoute route, ProxyAddress proxy) throws IOException {
        String target = route.host() + ":" + route.port();
        String login = proxy.authorization().isPresent()
                ? "Proxy-Authorization: " + proxy.authorization().get() + "\r\n"
                : "";
        String head =
                "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\nUser-Agent: Ferrypost\r\n" + login + "\r\n";
        raw.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = new BufferedInputStream(raw.getInputStream());
        ResponseHead answer = ResponseHead.read(in);
        if (answer.status() / 100 != 2) {
            byte[] body = body(in, answer);
            throw new Refused(new Answer(answer.status(), answer.fields(), body), answer.status());
        }
        if (in.available() > 0) {
            throw new ProtocolException("the proxy sent a page instead of opening a tunnel");
        }
    }

    /** The proxy's explanation; without it the status is enough. */
    private static byte[] body(InputStream in, ResponseHead head) {
        try {
            return ResponseBody.read(in, head, "CONNECT").bytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** The proxy's own response. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        private Refused(Answer answer, int status) {
            super("HTTP " + status);
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }
}
