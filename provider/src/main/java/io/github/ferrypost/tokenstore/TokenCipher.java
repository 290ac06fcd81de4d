package io.github.ferrypost.tokenstore;

import io.github.ferrypost.util.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Encrypts and decrypts one text with AES-256 in GCM (NIST SP 800-38D). Immutable; safe for use by many threads. */
final class TokenCipher {
    /** The text was encrypted with another key. */
    static final class WrongKeyException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** OWASP, "Password Storage Cheat Sheet", for PBKDF2 with SHA-512. A token is renewed about once an hour. */
    private static final int ROUNDS = 210_000;

    static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /** NIST SP 800-38D section 8.2: 96 bits. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final char @Nullable [] words;
    private final byte @Nullable [] random;

    private TokenCipher(char @Nullable [] words, byte @Nullable [] random) {
        this.words = words;
        this.random = random;
    }

    /** With a passphrase, which is stretched to make guessing slow. */
    static TokenCipher of(String words) {
        return new TokenCipher(words.toCharArray(), null);
    }

    /**
     * With a random key, which needs no stretching.
     *
     * @throws IllegalArgumentException if its length is not {@link #KEY_BYTES}
     */
    static TokenCipher of(byte[] random) {
        if (random.length != KEY_BYTES) {
            throw new IllegalArgumentException("cut off");
        }
        return new TokenCipher(null, random.clone());
    }

    /** @param beside associated data: unencrypted, but protected against changes */
    Map<String, String> close(String text, String beside) {
        SecureRandom dice = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        dice.nextBytes(salt);
        dice.nextBytes(nonce);
        try {
            byte[] derived = derive(salt);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, derived, nonce, beside);
            Map<String, String> sealed = new TreeMap<>();
            sealed.put("salt", base64(salt));
            sealed.put("check", base64(check(derived)));
            sealed.put("nonce", base64(nonce));
            sealed.put("sealed", base64(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8))));
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM, HMAC and PBKDF2 are part of every JDK", e);
        }
    }

    /**
     * @throws WrongKeyException if it was encrypted with another key
     * @throws IllegalArgumentException if it was damaged or changed
     */
    String open(Map<String, ?> sealed, String beside) throws WrongKeyException {
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] nonce = base64.decode(Json.text(sealed, "nonce"));
        byte[] content = base64.decode(Json.text(sealed, "sealed"));
        // a provider answers a text that is too short with its own exception
        if (nonce.length != NONCE_BYTES || content.length < TAG_BITS / Byte.SIZE) {
            throw new IllegalArgumentException("cut off");
        }
        try {
            byte[] derived = derive(base64.decode(Json.text(sealed, "salt")));
            if (!MessageDigest.isEqual(check(derived), base64.decode(Json.text(sealed, "check")))) {
                throw new WrongKeyException();
            }
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, derived, nonce, beside);
            return new String(cipher.doFinal(content), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("damaged or changed", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("unknown format: " + e.getMessage(), e);
        }
    }

    private static Cipher cipher(int mode, byte[] derived, byte[] nonce, String beside)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived, 0, KEY_BYTES, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(beside.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** 64 bytes: the cipher key, then a value that distinguishes a wrong key from a damaged file. */
    private byte[] derive(byte[] salt) throws GeneralSecurityException {
        if (words != null) {
            PBEKeySpec spec = new PBEKeySpec(words, salt, ROUNDS, 2 * KEY_BYTES * Byte.SIZE);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        }
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(random, "HmacSHA512"));
        return mac.doFinal(salt);
    }

    private static byte[] check(byte[] derived) {
        return Arrays.copyOfRange(derived, KEY_BYTES, KEY_BYTES + Long.BYTES);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
