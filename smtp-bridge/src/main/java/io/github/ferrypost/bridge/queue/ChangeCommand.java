package io.github.ferrypost.bridge.queue;

import com.azure.json.JsonProviders;
import com.azure.json.JsonWriter;
import io.github.ferrypost.bridge.spool.Entry;
import io.github.ferrypost.bridge.spool.EntryId;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.bridge.spool.SpoolException;
import io.github.ferrypost.bridge.spool.State;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that changes entries and reports the effect on each. */
abstract class ChangeCommand implements Callable<Integer> {
    private final Callable<Spool> opening;
    private final Change change;
    private int status;

    @Option(names = "--json", description = "Prints one JSON object per line, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    ChangeCommand(Callable<Spool> opening, Change change) {
        this.opening = opening;
        this.change = change;
    }

    /** Validates the command line before anything is opened. */
    void check() {}

    /** Calls {@link #change} for each selected entry. */
    abstract void all(Spool spool) throws Exception;

    /** @return the state the entry was in, or empty if there is none */
    abstract Optional<State> apply(Spool spool, EntryId id) throws SpoolException;

    /** Further information for the operator; may be empty. */
    String more(Spool spool, Optional<Entry> before) throws SpoolException {
        return "";
    }

    final CommandSpec spec() {
        return spec;
    }

    @Override
    public final Integer call() throws Exception {
        check();
        status = 0;
        try (Spool spool = opening.call()) {
            all(spool);
        }
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().flush();
        return status;
    }

    final void change(Spool spool, EntryId id) throws SpoolException, IOException {
        Optional<Entry> entry = spool.show(id);
        String more = more(spool, entry);
        Optional<State> before = apply(spool, id);
        boolean done = before.isPresent() && change.on(before.get()).done();
        String text = before.map(state -> "Entry " + id + " " + change.on(state).text() + more + ".")
                .orElseGet(() -> Change.missing(id));
        status = done ? status : 1;
        if (json) {
            spec.commandLine().getOut().println(line(id, before, done, text));
        } else {
            PrintWriter to =
                    done ? spec.commandLine().getOut() : spec.commandLine().getErr();
            to.println(text);
        }
    }

    private static String line(EntryId id, Optional<State> before, boolean done, String text) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonWriter json = JsonProviders.createWriter(line)) {
            json.writeStartObject();
            json.writeStringField("id", id.toString());
            json.writeBooleanField("done", done);
            if (before.isPresent()) {
                json.writeStringField("before", Wording.word(before.get()));
            }
            json.writeStringField("text", text);
            json.writeEndObject();
        }
        return line.toString();
    }
}
