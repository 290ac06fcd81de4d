package io.github.ferrypost.bridge.reload;

import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.thread.PeriodicTask;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a running bridge. Takes over a change of the files that they come from, as a whole or not at all.
 * Safe for use by many threads.
 */
public final class LiveSettings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

    /** How often the files are looked at. */
    static final Duration PERIOD = Duration.ofMillis(250);
    /** Files that change are read only after they have not changed for this long: a program may still be writing. */
    static final Duration QUIET = Duration.ofSeconds(1);

    private final SettingsInput input;
    private final List<ReloadPart> parts;
    private final ReloadListener listener;
    private final Clock clock;
    private final LongSupplier nanos;
    private CheckedSettings active;
    /** The content that the settings in use come from. */
    private FileSnapshot used;
    /** The content that was last read, used or refused. */
    private FileSnapshot considered;

    private @Nullable FileSnapshot pending;
    private long pendingSince;
    private @Nullable PeriodicTask watch;
    private boolean closed;
    private volatile ReloadResult last;

    /**
     * @param active the settings in use, as {@code input} has read them
     * @param parts in the order in which they prepare and commit
     */
    public LiveSettings(
            CheckedSettings active, SettingsInput input, List<ReloadPart> parts, ReloadListener listener, Clock clock) {
        this(active, input, parts, listener, clock, System::nanoTime);
    }

    /** @param nanos a monotonic clock, in nanoseconds */
    LiveSettings(
            CheckedSettings active,
            SettingsInput input,
            List<ReloadPart> parts,
            ReloadListener listener,
            Clock clock,
            LongSupplier nanos) {
        this.active = active;
        this.input = input;
        this.parts = List.copyOf(parts);
        this.listener = listener;
        this.clock = clock;
        this.nanos = nanos;
        this.last = ReloadResult.start(clock.instant());
        SettingsReading reading = SettingsReading.of(input, Set.of());
        boolean same = reading.settings().filter(active.settings()::equals).isPresent();
        // what has changed since the bridge read it is taken over as a change
        this.used = same ? reading.files() : reading.files().unknown();
        this.considered = used;
    }

    /** Starts to look at the files, in a thread of its own. */
    public synchronized void start() {
        watch = PeriodicTask.start("ferrypost-settings", PERIOD, this::look);
    }

    /** Takes over a change of the files, if they have been quiet since. */
    synchronized void look() {
        FileSnapshot now = FileSnapshot.of(considered.contents().keySet());
        if (now.equals(considered)) {
            pending = null;
        } else if (!now.equals(pending)) {
            pending = now;
            pendingSince = nanos.getAsLong();
        } else if (nanos.getAsLong() - pendingSince >= QUIET.toNanos()) {
            reload(false);
        }
    }

    /** Reads the settings now, because a person asks for it; accounts that fail are tried again at once. */
    public synchronized ReloadResult reload() {
        return reload(true);
    }

    /** How the last change ended. */
    public ReloadResult last() {
        return last;
    }

    private ReloadResult reload(boolean asked) {
        if (closed) {
            return last;
        }
        pending = null;
        SettingsReading reading =
                SettingsReading.of(input, considered.contents().keySet());
        considered = reading.files();
        ReloadResult result = take(reading, asked);
        last = result;
        report(result, asked);
        listener.ended(result);
        return result;
    }

    private ReloadResult take(SettingsReading reading, boolean asked) {
        try {
            CheckedSettings next = reading.usable(active);
            List<String> news = reading.news(active, next, used);
            if (asked || !news.isEmpty()) {
                apply(new SettingsChange(active, next, used.differences(reading.files()), asked));
            }
            Set<String> restart = SettingsReading.forRestart(
                    active.settings(), reading.settings().orElseThrow());
            active = next;
            used = reading.files();
            ReloadResult.Kind kind = news.isEmpty() ? ReloadResult.Kind.UNCHANGED : ReloadResult.Kind.APPLIED;
            return new ReloadResult(kind, news, List.of(), List.copyOf(restart), clock.instant());
        } catch (SettingsException e) {
            return rejected(e.problems());
        } catch (IOException e) {
            return rejected(List.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("Internal error while taking over changed settings", e);
            return rejected(List.of("Internal error, see the bridge's log: " + e));
        }
    }

    private ReloadResult rejected(List<String> problems) {
        return new ReloadResult(ReloadResult.Kind.REJECTED, List.of(), problems, last.restart(), clock.instant());
    }

    private void apply(SettingsChange change) throws SettingsException, IOException {
        Deque<ReloadStep> prepared = new ArrayDeque<>();
        boolean complete = false;
        try {
            for (ReloadPart part : parts) {
                prepared.addLast(part.prepare(change));
            }
            complete = true;
        } finally {
            if (!complete) {
                prepared.descendingIterator().forEachRemaining(ReloadStep::discard);
            }
        }
        prepared.forEach(LiveSettings::commit);
    }

    /** One part that fails must not keep the others from the new settings. */
    private static void commit(ReloadStep step) {
        try {
            step.commit();
        } catch (RuntimeException e) {
            LOG.error("Internal error: a part of the bridge does not follow the new settings; restart the bridge", e);
        }
    }

    private static void report(ReloadResult result, boolean asked) {
        if (result.kind() == ReloadResult.Kind.APPLIED) {
            LOG.info("Changed settings are in use: {}", String.join(", ", result.changed()));
        } else if (result.kind() == ReloadResult.Kind.UNCHANGED && asked) {
            LOG.info("The settings are those in use");
        }
        result.restart().forEach(key -> LOG.warn("{} changed: restart the bridge", key));
    }

    /** Looks no more; a change in progress is completed first. */
    @Override
    public synchronized void close() {
        closed = true;
        Optional.ofNullable(watch).ifPresent(PeriodicTask::close);
    }
}
