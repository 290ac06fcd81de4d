package io.github.ferrypost.account;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file that a person saved with some editor. Accepts UTF-8 with or without a byte order mark; any other
 * encoding is reported, because a secret or a path in the wrong encoding fails without a clue. Immutable.
 */
final class TextFile {
    private static final int[] UTF_8_MARK = {0xEF, 0xBB, 0xBF};
    private static final int[] UTF_16_LITTLE = {0xFF, 0xFE};
    private static final int[] UTF_16_BIG = {0xFE, 0xFF};

    private static final String REMEDY = ": save it as UTF-8 (Notepad: \"Save as\", Encoding \"UTF-8\"; PowerShell:"
            + " Set-Content -Encoding utf8).";

    private final String text;
    private final @Nullable String problem;

    private TextFile(String text, @Nullable String problem) {
        this.text = text;
        this.problem = problem;
    }

    static TextFile of(byte[] bytes) {
        if (startsWith(bytes, UTF_16_LITTLE) || startsWith(bytes, UTF_16_BIG)) {
            return new TextFile("", "is UTF-16" + REMEDY);
        }
        int zero = indexOfZero(bytes);
        if (zero >= 0) {
            return new TextFile(
                    "",
                    looksLikeUtf16(bytes)
                            ? "is UTF-16 without a byte order mark" + REMEDY
                            : "has a NUL character in line " + line(bytes, zero) + ", so it is not a text file"
                                    + REMEDY);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (startsWith(bytes, UTF_8_MARK)) {
            in.position(UTF_8_MARK.length);
        }
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = utf8.decode(in, out, true);
        if (result.isError()) {
            return new TextFile(
                    "",
                    "is not UTF-8 in line " + line(bytes, in.position())
                            + ", but ISO 8859-1, Windows-1252 or another encoding" + REMEDY);
        }
        return new TextFile(out.flip().toString(), null);
    }

    /** Without the byte order mark; empty if there is a problem. */
    String text() {
        return text;
    }

    /** The error and its remedy, to follow the file's name; empty if the file is text. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private static boolean startsWith(byte[] bytes, int[] mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int indexOfZero(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Settings are mostly ASCII, for which UTF-16 makes every other byte zero. */
    private static boolean looksLikeUtf16(byte[] bytes) {
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                zeros[i % 2]++;
            }
        }
        return Math.max(zeros[0], zeros[1]) * 4 > bytes.length && Math.min(zeros[0], zeros[1]) * 8 < bytes.length;
    }

    /** Counted from 1. */
    private static int line(byte[] bytes, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            boolean pair = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
            if (bytes[i] == '\n' || (bytes[i] == '\r' && !pair)) {
                line++;
            }
        }
        return line;
    }
}
