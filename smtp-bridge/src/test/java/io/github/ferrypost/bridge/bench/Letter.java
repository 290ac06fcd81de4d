package io.github.ferrypost.bridge.bench;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * The mail of one size that all lanes send, time and again with another number and recipient. Up to a megabyte it is a
 * text, above that a text with a file in base64. Immutable but for the bytes.
 */
final class Letter {
    static final String NUMBER = "X-Bench";

    private static final int LARGEST_TEXT = 1 << 20;
    private static final String BOUNDARY = "=_bench";

    private final String name;
    private final byte[] content;
    private final long bodyCrc;
    private final long fileCrc;

    private Letter(String name, byte[] content, long bodyCrc, long fileCrc) {
        this.name = name;
        this.content = content;
        this.bodyCrc = bodyCrc;
        this.fileCrc = fileCrc;
    }

    static Letter of(String name, int size) {
        return size <= LARGEST_TEXT ? text(name, size) : withFile(name, size);
    }

    private static Letter text(String name, int size) {
        String body = "Dear customer, please find the invoice of this month in the lines below, and pay.\r\n"
                .repeat(size / 83);
        return made(name, "text/plain; charset=us-ascii", body.getBytes(StandardCharsets.US_ASCII), 0);
    }

    private static Letter withFile(String name, int size) {
        byte[] file = new byte[size / 78 * 57];
        new Random(1).nextBytes(file);
        String base64 = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'}).encodeToString(file);
        String body =
                "--" + BOUNDARY + "\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nHere it is.\r\n--" + BOUNDARY
                        + "\r\nContent-Type: application/octet-stream; name=\"scan.bin\"\r\n"
                        + "Content-Disposition: attachment; filename=\"scan.bin\"\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n" + base64 + "\r\n--" + BOUNDARY + "--\r\n";
        String type = "multipart/mixed; boundary=\"" + BOUNDARY + "\"";
        return made(name, type, body.getBytes(StandardCharsets.US_ASCII), crc(file, 0, file.length));
    }

    private static Letter made(String name, String type, byte[] body, long fileCrc) {
        byte[] header =
                ("Subject: Invoice 4711\r\nDate: Sun, 22 Nov 2026 11:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: "
                                + type + "\r\nContent-Transfer-Encoding: 7bit\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] content = new byte[header.length + body.length];
        System.arraycopy(header, 0, content, 0, header.length);
        System.arraycopy(body, 0, content, header.length, body.length);
        return new Letter(name, content, crc(body, 0, body.length), fileCrc);
    }

    static long crc(byte[] bytes, int from, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, count);
        return crc.getValue();
    }

    /** Of the size, for the table. */
    String name() {
        return name;
    }

    /** Header and body, with lines that end in CRLF. */
    byte[] content() {
        return content;
    }

    long bodyCrc() {
        return bodyCrc;
    }

    /** Of the decoded file; 0 where there is none. */
    long fileCrc() {
        return fileCrc;
    }

    /** To whom the mail of this number goes, and nobody else. */
    static String recipient(int number) {
        return "customer" + number % 100 + "@customer.example";
    }
}
