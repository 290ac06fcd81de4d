package io.github.ferrypost.sandbox.entra;

import io.github.ferrypost.sandbox.http.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/** A JSON Web Token signed with RS256 (RFC 7519, RFC 7515). Immutable. */
final class Jwt {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private final String signed;
    private final byte[] signature;

    private Jwt(Map<String, Object> header, Map<String, Object> claims, String signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /** Signs and encodes. */
    static String encode(Map<String, ?> header, Map<String, ?> claims, PrivateKey key) {
        String content = ENCODER.encodeToString(JsonValues.write(header)) + "."
                + ENCODER.encodeToString(JsonValues.write(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RS256 is part of every JDK", e);
        }
    }

    /** Generates a key pair. */
    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is part of every JDK", e);
        }
    }

    /** Parses a token; checks only its syntax. */
    static Jwt decode(String token) throws IOException {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (first < 0 || last == first || token.indexOf('.', first + 1) != last) {
            throw new IOException("Not a JWT");
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            return new Jwt(
                    JsonValues.read(decoder.decode(token.substring(0, first))),
                    JsonValues.read(decoder.decode(token.substring(first + 1, last))),
                    token.substring(0, last),
                    decoder.decode(token.substring(last + 1)));
        } catch (IllegalArgumentException e) {
            throw new IOException("Not a JWT", e);
        }
    }

    boolean isSignedBy(PublicKey key) {
        if (!"RS256".equals(header("alg"))) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(signed.getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    String header(String name) {
        return JsonValues.string(header, name);
    }

    Map<String, Object> claims() {
        return claims;
    }

    String claim(String name) {
        return JsonValues.string(claims, name);
    }

    /** The value of a NumericDate, or {@code otherwise} if it is missing or not a number. */
    long time(String name, long otherwise) {
        Object value = claims.get(name);
        return value instanceof Number ? ((Number) value).longValue() : otherwise;
    }
}
