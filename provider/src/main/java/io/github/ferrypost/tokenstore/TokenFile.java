package io.github.ferrypost.tokenstore;

import io.github.ferrypost.util.Json;
import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Users' sign-ins, in a file shared by several processes. Each sign-in is encrypted separately; its user and expiry
 * are stored in clear beside it. Every change re-reads the file under a lock and replaces it as a whole. Safe for use
 * by many threads.
 */
public final class TokenFile {
    private static final String ENTRIES = "signIns";

    private final Path file;
    private final Path keyFile;
    private final String words;
    private final TokenFileLock turns;

    /** @param words the passphrase; empty for a random key in a file beside it */
    public TokenFile(Path file, String words, TokenFileLock turns) {
        this.file = file;
        this.keyFile = beside(".key");
        this.words = words;
        this.turns = turns;
    }

    public Path path() {
        return file;
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /**
     * Runs the action under a lock for this sign-in only, during which it may call Entra while other sign-ins
     * proceed.
     */
    public <T> T inTurn(String id, TokenFileLock.Action<T> action) throws TokenFileException {
        String short4 = Integer.toHexString(id.hashCode());
        return told(() -> turns.take(beside("." + short4 + ".lock"), action));
    }

    /** When a sign-in expires, read without its key; empty if it is missing or the file cannot be read. */
    public Optional<Instant> end(String id) {
        try {
            return entry(entries(), id).map(entry -> read(entry, "").end());
        } catch (IOException | TokenFileException | DateTimeException e) {
            return Optional.empty();
        }
    }

    public Optional<StoredSignIn> find(String id) throws TokenFileException {
        return told(() -> {
            Optional<Map<String, Object>> entry = entry(entries(), id);
            return entry.isEmpty() ? Optional.empty() : Optional.of(open(entry.get()));
        });
    }

    /** Replaces this sign-in and keeps all others. */
    public void put(String id, StoredSignIn signIn) throws TokenFileException {
        told(() -> turns.take(beside(".lock"), () -> {
            write(entries(), id, signIn);
            return file;
        }));
    }

    /**
     * Stores a new sign-in, which may also replace an unreadable file.
     *
     * @return where the unreadable file was moved, if there was one
     */
    public Optional<Path> putNew(String id, StoredSignIn signIn, Instant now) throws TokenFileException {
        return told(() -> turns.take(beside(".lock"), () -> {
            List<Map<String, Object>> entries = new ArrayList<>();
            Optional<Path> aside = Optional.empty();
            try {
                entries.addAll(entries());
                Optional<Map<String, Object>> old = entry(entries, id);
                if (old.isPresent()) {
                    open(old.get());
                }
            } catch (TokenFileException e) {
                if (!e.isCorrupt()) {
                    throw e;
                }
                Path copy = beside(".set-aside-" + now.getEpochSecond());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                aside = Optional.of(copy);
            }
            write(entries, id, signIn);
            return aside;
        }));
    }

    private void write(List<Map<String, Object>> entries, String id, StoredSignIn signIn)
            throws IOException, TokenFileException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.put("user", signIn.user());
        entry.put("signedIn", signIn.signedIn().toString());
        entry.put("renewed", signIn.renewed().toString());
        signIn.fixedEnd().ifPresent(end -> entry.put("fixedEnd", end.toString()));
        entry.put("key", words.isEmpty() ? "file" : "settings");
        String beside = beside(entry);
        entry.putAll(seal(true).close(signIn.refreshToken(), beside));
        List<Map<String, Object>> all = new ArrayList<>(entries);
        all.removeIf(other -> Json.text(other, "id").equals(id));
        all.add(entry);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("version", 1);
        content.put(ENTRIES, all);
        PrivateFile.replace(file, Json.write(content).getBytes(StandardCharsets.UTF_8));
    }

    private List<Map<String, Object>> entries() throws IOException, TokenFileException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        if (PrivateFile.isOpenToOthers(file)) {
            throw openToOthers(file);
        }
        Object list = Json.read(text).get(ENTRIES);
        if (!(list instanceof List)) {
            throw corrupt();
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Object each : (List<?>) list) {
            Map<String, Object> entry = new LinkedHashMap<>();
            if (each instanceof Map) {
                ((Map<?, ?>) each).forEach((name, value) -> entry.put(String.valueOf(name), value));
            }
            entries.add(entry);
        }
        return entries;
    }

    private static Optional<Map<String, Object>> entry(List<Map<String, Object>> entries, String id) {
        return entries.stream()
                .filter(entry -> Json.text(entry, "id").equals(id))
                .findFirst();
    }

    private StoredSignIn open(Map<String, Object> entry) throws IOException, TokenFileException {
        boolean own = Json.text(entry, "key").equals(words.isEmpty() ? "file" : "settings");
        try {
            if (own) {
                return read(entry, seal(false).open(entry, beside(entry)));
            }
        } catch (TokenCipher.WrongKeyException e) {
            own = false;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw corrupt();
        }
        throw TokenFileException.corrupt(
                "The token file " + file + " was encrypted with another key"
                        + (words.isEmpty() ? " than " + keyFile : " than ferrypost.token-key"),
                "Set the key that encrypted it (ferrypost.token-key, or the file " + keyFile
                        + "), or sign in again: run `ferrypost login`.");
    }

    private static StoredSignIn read(Map<String, Object> entry, String refreshToken) {
        String end = Json.text(entry, "fixedEnd");
        return new StoredSignIn(
                Json.text(entry, "user"),
                Instant.parse(Json.text(entry, "signedIn")),
                Instant.parse(Json.text(entry, "renewed")),
                end.isEmpty() ? null : Instant.parse(end),
                refreshToken);
    }

    /** The associated data, which must not be changed without the key. */
    private static String beside(Map<String, Object> entry) {
        return String.join(
                "\n",
                Json.text(entry, "id"),
                Json.text(entry, "user"),
                Json.text(entry, "signedIn"),
                Json.text(entry, "renewed"),
                Json.text(entry, "fixedEnd"));
    }

    private TokenCipher seal(boolean make) throws IOException, TokenFileException {
        if (!words.isEmpty()) {
            return TokenCipher.of(words);
        }
        if (make) {
            byte[] random = new byte[TokenCipher.KEY_BYTES];
            new SecureRandom().nextBytes(random);
            try {
                PrivateFile.create(keyFile, Base64.getEncoder().encode(random));
            } catch (FileAlreadyExistsException e) {
                // the existing key serves all sign-ins
            }
        }
        try {
            if (PrivateFile.isOpenToOthers(keyFile)) {
                throw openToOthers(keyFile);
            }
            return TokenCipher.of(
                    Base64.getDecoder().decode(Files.readString(keyFile).trim()));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            throw TokenFileException.corrupt(
                    "The key of the token file is missing or damaged: " + keyFile,
                    "Restore the key file, or delete it and sign in again: run `ferrypost login`.");
        }
    }

    private TokenFileException corrupt() {
        return TokenFileException.corrupt(
                "The token file " + file + " is damaged",
                "Restore it from a backup, or sign in again: run `ferrypost login`, which renames the damaged file.");
    }

    private static TokenFileException openToOthers(Path file) {
        return TokenFileException.of(
                "Users other than its owner can read " + file,
                "Remove their permissions: run chmod 600 " + file
                        + ". They may have copied it, so consider signing in again.");
    }

    private <T> T told(TokenFileLock.Action<T> action) throws TokenFileException {
        try {
            return action.run();
        } catch (IOException e) {
            throw TokenFileException.of(
                    "The token file " + file + " cannot be used (" + e + ")",
                    "Give the user that runs this program read and write permission for the file and its"
                            + " folder, or set ferrypost.token-file to another path.");
        }
    }
}
