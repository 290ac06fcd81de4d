package io.github.ferrypost.settings;

import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A settings file as a person wrote it, to edit and write back: comments, order, line ends, unknown keys and bytes
 * that are not UTF-8 are preserved. Immutable. {@link #toString()} shows no secret.
 */
public final class SettingsDocument {
    /** The byte order mark Notepad writes before UTF-8, one char per byte. */
    private static final String BOM = "\u00ef\u00bb\u00bf";

    /** A comment, a blank line, or a setting with its continuation lines; bytes as ISO 8859-1, which is lossless. */
    private static final class Piece {
        final String raw;
        final String key;
        final String value;

        Piece(String raw) {
            this.raw = raw;
            Properties one = new Properties();
            try {
                // Java's own parser determines key and value
                one.load(new StringReader(utf8(raw.startsWith(BOM) ? raw.substring(BOM.length()) : raw)));
            } catch (IOException | IllegalArgumentException e) {
                // a malformed \\uXXXX is left unchanged
                one.clear();
            }
            this.key = one.stringPropertyNames().stream().findFirst().orElse("");
            this.value = one.getProperty(key, "");
        }
    }

    private final List<Piece> pieces;
    private final String lineEnd;

    private SettingsDocument(List<Piece> pieces, String lineEnd) {
        this.pieces = List.copyOf(pieces);
        this.lineEnd = lineEnd;
    }

    /** @throws IOException if the file exists but cannot be read; a missing one is empty */
    public static SettingsDocument read(Path file) throws IOException {
        return Files.exists(file)
                ? of(Files.readAllBytes(file))
                : new SettingsDocument(List.of(), System.lineSeparator());
    }

    static SettingsDocument of(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < all.length()) {
            int end = endOfLine(all, at);
            while (isContinued(all, at, end) && end < all.length()) {
                end = endOfLine(all, end);
            }
            pieces.add(new Piece(all.substring(at, end)));
            at = end;
        }
        String lineEnd = all.contains("\r\n") ? "\r\n" : all.contains("\n") ? "\n" : System.lineSeparator();
        return new SettingsDocument(pieces, lineEnd);
    }

    /** The index after CR, LF or CRLF. */
    private static int endOfLine(String all, int from) {
        int at = from;
        while (at < all.length() && all.charAt(at) != '\r' && all.charAt(at) != '\n') {
            at++;
        }
        return at + (all.startsWith("\r\n", at) ? 2 : at < all.length() ? 1 : 0);
    }

    /** As in java.util.Properties: an odd number of backslashes before the line end, and not a comment. */
    private static boolean isContinued(String all, int from, int end) {
        String line = all.substring(from, end);
        String bare = (line.startsWith(BOM) ? line.substring(BOM.length()) : line).stripLeading();
        if (bare.startsWith("#") || bare.startsWith("!")) {
            return false;
        }
        int at = line.length();
        while (at > 0 && (line.charAt(at - 1) == '\r' || line.charAt(at - 1) == '\n')) {
            at--;
        }
        int backslashes = 0;
        while (at > backslashes && line.charAt(at - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1 && at < line.length();
    }

    /** The raw value, with {@code ${file:…}} and {@code ${env:…}} unresolved; the last one if there are several. */
    public Optional<String> get(String key) {
        return pieces.stream()
                .filter(piece -> piece.key.equals(key))
                .map(piece -> piece.value)
                .reduce((first, second) -> second);
    }

    /** Returns a copy with this value: replaces the first such setting and drops the others; otherwise appends it. */
    public SettingsDocument with(String key, String value) {
        List<Piece> changed = new ArrayList<>();
        boolean done = false;
        for (Piece piece : pieces) {
            if (!piece.key.equals(key)) {
                changed.add(piece);
            } else if (!done) {
                boolean same = piece.value.equals(value);
                changed.add(same ? piece : new Piece(bom(piece) + line(key, value)));
                done = true;
            }
        }
        if (!done) {
            endLastLine(changed);
            changed.add(new Piece(line(key, value)));
        }
        return new SettingsDocument(changed, lineEnd);
    }

    /** Returns a copy without this setting. */
    public SettingsDocument without(String key) {
        List<Piece> kept = new ArrayList<>();
        for (Piece piece : pieces) {
            if (!piece.key.equals(key)) {
                kept.add(piece);
            } else if (!bom(piece).isEmpty()) {
                kept.add(new Piece(BOM));
            }
        }
        return new SettingsDocument(kept, lineEnd);
    }

    private static String bom(Piece piece) {
        return piece.raw.startsWith(BOM) ? BOM : "";
    }

    private void endLastLine(List<Piece> changed) {
        int last = changed.size() - 1;
        if (last >= 0) {
            String raw = changed.get(last).raw;
            if (!raw.endsWith("\n") && !raw.endsWith("\r") && !raw.equals(BOM)) {
                changed.set(last, new Piece(raw + lineEnd));
            }
        }
    }

    private String line(String key, String value) {
        return latin1(escaped(key, "=: #!") + "=" + escaped(value, "") + lineEnd);
    }

    private static String escaped(String text, String special) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int control = "\t\n\r\f".indexOf(c);
            if (control >= 0) {
                escaped.append('\\').append("tnrf".charAt(control));
            } else if (c == '\\' || special.indexOf(c) >= 0 || (c == ' ' && i == 0)) {
                escaped.append('\\').append(c);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String utf8(String raw) {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        StringBuilder all = new StringBuilder();
        pieces.forEach(piece -> all.append(piece.raw));
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes the file atomically: a reader, even after a crash, sees the old or the new content, complete. A new file
     * is private to its owner from the first byte; an existing one keeps owner, group and mode. A symbolic link stays
     * one.
     *
     * @throws java.nio.file.AccessDeniedException if the file is read-only
     */
    public void write(Path file) throws IOException {
        PrivateFile.rewrite(file.toAbsolutePath(), bytes());
    }

    /** The size only, not the content. */
    @Override
    public String toString() {
        return "settings document of " + pieces.size() + " pieces";
    }
}
