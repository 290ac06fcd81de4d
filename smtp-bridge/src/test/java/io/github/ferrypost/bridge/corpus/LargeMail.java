package io.github.ferrypost.bridge.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/**
 * A mail with one file in base64 that has exactly the size wished, written without being held in memory.
 *
 * @param size in bytes, of the whole message
 */
public record LargeMail(long size) {
    private static final String HEAD = String.join(
            "\r\n",
            "From: noreply@contoso.example",
            "To: a@customer.example",
            "Subject: a large file",
            "Date: Mon, 2 Nov 2026 08:15:00 +0100",
            "Message-ID: <large@host1.contoso.example>",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=LARGE",
            "",
            "--LARGE",
            "Content-Type: text/plain",
            "",
            "");
    private static final String FILE = String.join(
            "\r\n",
            "",
            "--LARGE",
            "Content-Type: application/zip; name=\"archive.zip\"",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment; filename=\"archive.zip\"",
            "",
            "");
    private static final String END = "--LARGE--\r\n";

    private static final int LINE = 57;
    private static final int WIDTH = 78;
    /** So many different lines, then the same again. */
    private static final int LINES = 1009;

    private static final byte[] CONTENT = content();
    private static final byte[] ENCODED = encoded();

    private static byte[] content() {
        byte[] bytes = new byte[LINE * LINES];
        new Random(11).nextBytes(bytes);
        return bytes;
    }

    private static byte[] encoded() {
        byte[] lines = Base64.getMimeEncoder().encode(CONTENT);
        byte[] all = new byte[lines.length + 2];
        System.arraycopy(lines, 0, all, 0, lines.length);
        all[lines.length] = '\r';
        all[lines.length + 1] = '\n';
        return all;
    }

    private long room() {
        return size - HEAD.length() - FILE.length() - END.length();
    }

    /** CRLF at each end of a line; no dot begins one. */
    public void writeTo(OutputStream out) throws IOException {
        // what no whole line can fill stands in the text
        out.write((HEAD + "x".repeat((int) (room() % WIDTH)) + FILE).getBytes(US_ASCII));
        repeat(ENCODED, room() / WIDTH, WIDTH, out::write);
        out.write(END.getBytes(US_ASCII));
    }

    public Path file(Path folder) throws IOException {
        Path file = folder.resolve(size + ".eml");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            writeTo(out);
        }
        return file;
    }

    /** SHA-256 of what the file holds. */
    public String digest() throws IOException {
        MessageDigest digest = sha();
        repeat(CONTENT, room() / WIDTH, LINE, digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The file in a message that arrived as one. */
    byte[] fileIn(String message) {
        int from = message.indexOf(FILE) + FILE.length();
        return Base64.getMimeDecoder().decode(message.substring(from, message.indexOf(END, from)));
    }

    /** SHA-256 of these bytes. */
    public static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(sha().digest(bytes));
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Sink {
        void take(byte[] bytes, int from, int count) throws IOException;
    }

    private static void repeat(byte[] block, long lines, int width, Sink sink) throws IOException {
        for (long left = lines; left > 0; left -= LINES) {
            sink.take(block, 0, (int) Math.min(left, LINES) * width);
        }
    }
}
