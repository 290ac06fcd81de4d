package io.github.ferrypost.bridge.web;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.reload.LiveSettings;
import io.github.ferrypost.doctor.Doctor;
import io.github.ferrypost.doctor.DoctorListener;
import io.github.ferrypost.doctor.DoctorReport;
import io.github.ferrypost.doctor.DoctorRequest;
import io.github.ferrypost.doctor.Finding;
import io.github.ferrypost.doctor.Health;
import io.github.ferrypost.doctor.Language;
import io.github.ferrypost.doctor.ReportText;
import io.github.ferrypost.doctor.SupportBundle;
import io.github.ferrypost.settings.SettingsDocument;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the doctor on drafts, one after another, and writes them to the file. Safe for use by many threads. */
final class SettingsService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsService.class);

    /** A draft contains a secret, so it is discarded after this time. */
    private static final Duration KEPT = Duration.ofMinutes(30);

    private static final int MOST = 8;

    private final SettingsStore store;
    private final Optional<LiveSettings> live;
    private final Function<Settings, Doctor> doctors;
    private final Clock clock;
    private final Map<String, DoctorRun> all = new LinkedHashMap<>();
    private final ExecutorService doctor = Executors.newSingleThreadExecutor(task -> daemon(task, "ferrypost-doctor"));
    private final ExecutorService tellers =
            Executors.newCachedThreadPool(task -> daemon(task, "ferrypost-page-events"));

    /** @param live takes over what is saved; empty if no bridge runs */
    SettingsService(SettingsStore store, Optional<LiveSettings> live, Function<Settings, Doctor> doctors, Clock clock) {
        this.store = store;
        this.live = live;
        this.doctors = doctors;
        this.clock = clock;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    SettingsStore store() {
        return store;
    }

    SettingsDocument document() throws IOException {
        return SettingsDocument.read(store.place());
    }

    /**
     * Starts the doctor on a draft.
     *
     * @param testAddress if given, a real test message is sent there
     * @param saves whether to write the draft if sending with it is proven
     */
    DoctorRun begin(SettingsDraft draft, Optional<String> testAddress, boolean saves) {
        DoctorRun examination = new DoctorRun(draft, saves, clock.instant());
        remember(examination);
        doctor.execute(() -> examine(examination, testAddress));
        return examination;
    }

    private synchronized void remember(DoctorRun examination) {
        all.values().removeIf(old -> clock.instant().isAfter(old.begun().plus(KEPT)));
        if (all.size() >= MOST) {
            all.remove(all.keySet().iterator().next());
        }
        all.put(examination.id(), examination);
    }

    synchronized Optional<DoctorRun> find(String id) {
        return Optional.ofNullable(all.get(id))
                .filter(found -> !clock.instant().isAfter(found.begun().plus(KEPT)));
    }

    /**
     * Sends the watcher the checks in a thread of its own, so that a browser that does not read cannot block the
     * doctor.
     */
    void watch(DoctorRun examination, DoctorRun.Watcher watcher) {
        tellers.execute(() -> {
            try {
                examination.tell(watcher);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("Cannot send the doctor's findings to the page", e);
            }
        });
    }

    private void examine(DoctorRun examination, Optional<String> testAddress) {
        DoctorRun.End end;
        try {
            Settings settings = store.read(examination.draft().changes());
            DoctorRequest patient =
                    DoctorRequest.of(settings, examination.draft().account());
            try (Doctor looking = doctors.apply(settings)) {
                DoctorReport report = looking.examine(
                        testAddress.map(patient::withTestAddress).orElse(patient), listener(examination));
                end = end(examination, report.worst(), List.of());
            }
        } catch (SettingsException e) {
            end = end(examination, Health.FAULT, e.problems());
        } catch (RuntimeException e) {
            LOG.error("The doctor failed", e);
            end = end(examination, Health.FAULT, List.of(e.getClass().getSimpleName()));
        }
        examination.ended(end);
    }

    private DoctorRun.End end(DoctorRun examination, Health verdict, List<String> problems) {
        DoctorRun.End unsaved = new DoctorRun.End(verdict, problems, false, "", Optional.empty());
        return examination.saves() && unsaved.isProven() ? saved(unsaved, examination.draft()) : unsaved;
    }

    /** Writes a draft, and lets the running bridge take it over. */
    DoctorRun.End saved(DoctorRun.End before, SettingsDraft draft) {
        String failure = save(draft);
        boolean saved = failure.isEmpty();
        return new DoctorRun.End(
                before.verdict(),
                before.problems(),
                saved,
                failure,
                saved ? live.map(LiveSettings::reload) : Optional.empty());
    }

    /**
     * Examines all accounts of the saved settings, which takes as long as the slowest service, and packs the result.
     *
     * @throws SettingsException if the settings cannot be read
     */
    byte[] supportBundle(Language language, SupportBundle bundle) throws SettingsException {
        Settings settings = store.read(Map.of());
        List<DoctorReport> reports = new ArrayList<>();
        try (Doctor looking = doctors.apply(settings)) {
            for (String account : DoctorRequest.accounts(settings)) {
                reports.add(looking.examine(DoctorRequest.of(settings, account), finding -> {}));
            }
        }
        return bundle.of(settings, reports, language);
    }

    private static DoctorListener listener(DoctorRun examination) {
        return new DoctorListener() {
            @Override
            public void checking(ReportText title, int number, int of) {
                examination.checking(new DoctorRun.Progress(title, number, of));
            }

            @Override
            public void found(Finding finding) {
                examination.found(finding);
            }
        };
    }

    /**
     * Writes a draft. One at a time, because the file is read, changed and written back.
     *
     * @return why it could not be written; empty if it was
     */
    private synchronized String save(SettingsDraft draft) {
        try {
            SettingsDocument document = document();
            for (Map.Entry<String, String> change : draft.ordered().entrySet()) {
                document = change.getValue().isEmpty()
                        ? document.without(change.getKey())
                        : document.with(change.getKey(), change.getValue());
            }
            document.write(store.place());
            LOG.info("Settings in {} were changed on the page", store.place());
            return "";
        } catch (IOException e) {
            LOG.warn("Cannot write the settings file {}: {}", store.place(), e.toString());
            return store.place() + ": " + e.getClass().getSimpleName();
        }
    }

    @Override
    public void close() {
        doctor.shutdownNow();
        tellers.shutdownNow();
    }
}
