package io.github.ferrypost.bridge.field;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ferrypost.sandbox.Sandbox;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Dovecot asks about a token (RFC 7662): good are those that the sandbox's Entra has signed for Exchange and that have
 * not expired. Thread-safe.
 */
final class Introspection implements AutoCloseable {
    private static final Base64.Decoder URL = Base64.getUrlDecoder();

    private final Sandbox sandbox;
    private final HttpServer server;
    private final AtomicInteger good = new AtomicInteger();

    Introspection(Sandbox sandbox) throws IOException {
        this.sandbox = sandbox;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** How many questions were answered with yes. */
    int good() {
        return good.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            boolean active = header != null && isGood(header.replace("Bearer ", ""));
            if (active) {
                good.incrementAndGet();
            }
            byte[] body = (active ? "{\"active\":true,\"username\":\"" + Sandbox.MAILBOX + "\"}" : "{\"active\":false}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private boolean isGood(String token) throws IOException {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        String claims = new String(URL.decode(parts[1]), StandardCharsets.UTF_8);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(URL.decode(parts[2]))
                    && claims.contains("https://outlook.office365.com")
                    && claims.contains("SMTP.SendAsApp")
                    && Long.parseLong(member(claims, "exp")) > Instant.now().getEpochSecond();
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private PublicKey key() throws IOException, GeneralSecurityException {
        URI keys = URI.create(sandbox.login() + "/" + sandbox.tenantId() + "/discovery/v2.0/keys");
        String all;
        try (var in = keys.toURL().openStream()) {
            all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(member(all, "n")), number(member(all, "e"))));
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, URL.decode(base64));
    }

    private static String member(String json, String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException(name + " is missing in " + json);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
