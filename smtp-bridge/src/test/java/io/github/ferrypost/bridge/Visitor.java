package io.github.ferrypost.bridge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** HTTP by hand, with whatever headers an attacker or a browser would send. Immutable. */
record Visitor(int port, InetAddress from, Map<String, String> headers) {
    /** What came back. */
    record Answer(int status, String head, String body) {
        /** The value of a header; empty where there is none. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        /** The form's token. */
        String csrf() {
            return body.replaceAll("(?s).*name=\"csrf\" value=\"([^\"]*)\".*", "$1");
        }
    }

    static Visitor at(int port) {
        return new Visitor(
                port, InetAddress.getLoopbackAddress(), Map.of("Host", "127.0.0.1:" + port, "Accept-Language", "en"));
    }

    /** With the session that the link's key is exchanged for. */
    static Visitor by(URI link) throws IOException {
        Visitor visitor = at(link.getPort());
        Answer answer = visitor.get("/?" + link.getQuery());
        return visitor.with("Cookie", answer.header("Set-Cookie").replaceAll(";.*", ""));
    }

    Visitor with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Visitor(port, from, more);
    }

    Visitor from(InetAddress address) {
        return new Visitor(port, address, headers);
    }

    Answer get(String path) throws IOException {
        return exchange("GET", path, "");
    }

    Answer post(String path, Map<String, String> form) throws IOException {
        return with("Content-Type", "application/x-www-form-urlencoded").exchange("POST", path, encoded(form));
    }

    /** The body of the answer to a form, which is no text. */
    byte[] download(String path, Map<String, String> form) throws IOException {
        byte[] answer =
                with("Content-Type", "application/x-www-form-urlencoded").send("POST", path, encoded(form));
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer exchange(String method, String path, String body) throws IOException {
        String all = new String(send(method, path, body), StandardCharsets.UTF_8);
        String[] parts = all.split("\r\n\r\n", 2);
        return new Answer(Integer.parseInt(all.split(" ", 3)[1]), parts[0], parts[1]);
    }

    private byte[] send(String method, String path, String body) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(30_000);
            StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    request.append(name).append(": ").append(value).append("\r\n"));
            request.append("Content-Length: ")
                    .append(body.length())
                    .append("\r\nConnection: close\r\n\r\n")
                    .append(body);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            return socket.getInputStream().readAllBytes();
        }
    }
}
