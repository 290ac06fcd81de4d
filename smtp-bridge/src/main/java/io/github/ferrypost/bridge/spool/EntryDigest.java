package io.github.ferrypost.bridge.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Protects an entry's integrity: a SHA-256 over everything that must not change between storing and sending, including
 * the body's own SHA-256. Otherwise a flipped bit in an address could send the message to another recipient.
 */
final class EntryDigest {
    private EntryDigest() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @return the digest in hexadecimal */
    static String of(
            EntryId id,
            String account,
            String sender,
            List<String> recipients,
            Map<String, String> dsn,
            long size,
            String sha256) {
        MessageDigest digest = digest();
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.value())
                .putLong(size)
                .flip());
        add(digest, sha256);
        add(digest, account);
        add(digest, sender);
        add(digest, Pairs.text(dsn));
        recipients.forEach(recipient -> add(digest, recipient));
        return hex(digest);
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Adds the text with its length first, so that different lists cannot produce the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
