package io.github.ferrypost.bridge.learn;

import io.github.ferrypost.util.PrintableText;
import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest attempts of unknown clients, in memory and in a file of the bridge's folder. Every client that can connect
 * writes here, so number and length are limited. Safe for use by many threads.
 */
public final class Attempts {
    /** How many are kept; the one that was last tried longest ago is dropped first. */
    public static final int MOST = 200;
    /** In characters, of a name that a client gives. */
    public static final int LONGEST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final String FILE = "attempts.jsonl";

    private final Optional<Path> file;
    private final Clock clock;
    private final Deque<Attempt> latest = new ArrayDeque<>();
    private boolean changed;

    /**
     * Reads the attempts of before; a damaged file is ignored.
     *
     * @param folder of the bridge; empty to keep them in memory only
     */
    public Attempts(Optional<Path> folder, Clock clock) {
        this.file = folder.map(at -> at.resolve(FILE));
        this.clock = clock;
        try {
            if (folder.isPresent()) {
                latest.addAll(read(folder.get()));
            }
        } catch (IOException e) {
            LOG.warn("Cannot read the earlier attempts of unknown devices; they are lost: {}", e.getMessage());
        }
    }

    /**
     * Reads what a bridge has saved, the latest first; empty if it has saved nothing.
     *
     * @param folder of the bridge
     */
    public static List<Attempt> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        List<Attempt> attempts = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                attempts.add(AttemptJson.parse(line));
            }
        }
        return attempts;
    }

    /** Records an attempt. The arguments are those of {@link Attempt}. */
    public void add(String listener, String address, String helo, String login, String sender, String tls) {
        Instant now = clock.instant();
        add(new Attempt(listener, address, kept(helo), kept(login), kept(sender), tls, now, now, 1));
    }

    private synchronized void add(Attempt attempt) {
        Attempt merged = attempt;
        for (Attempt known : latest) {
            if (known.isLike(attempt)) {
                merged = known.before(attempt);
                latest.remove(known);
                break;
            }
        }
        latest.addFirst(merged);
        if (latest.size() > MOST) {
            latest.removeLast();
        }
        changed = true;
    }

    private static String kept(String text) {
        String line = PrintableText.line(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    /** The latest first. */
    public synchronized List<Attempt> all() {
        return List.copyOf(latest);
    }

    /** Writes the file if there is something new. A failure is logged; the next attempt is saved again. */
    public void save() {
        Optional<byte[]> content = unsaved();
        if (file.isEmpty() || content.isEmpty()) {
            return;
        }
        try {
            PrivateFile.replace(file.get(), content.get());
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot save the attempts of unknown devices: {}", e.toString());
        }
    }

    private synchronized Optional<byte[]> unsaved() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        StringBuilder lines = new StringBuilder();
        latest.forEach(attempt -> lines.append(AttemptJson.of(attempt)).append('\n'));
        return Optional.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
