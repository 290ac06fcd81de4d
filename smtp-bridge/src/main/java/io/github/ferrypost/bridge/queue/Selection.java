package io.github.ferrypost.bridge.queue;

import io.github.ferrypost.bridge.spool.Filter;
import io.github.ferrypost.bridge.spool.State;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select entries. */
final class Selection {
    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only entries in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable State state;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Only entries of the account with this name; \"\" for the unnamed one.")
    private @Nullable String account;

    @Option(
            names = "--address",
            paramLabel = "TEXT",
            description = "Only entries whose sender or a recipient contains this text.")
    private @Nullable String address;

    boolean isEmpty() {
        return state == null && account == null && address == null;
    }

    Filter filter() {
        Filter filter = Filter.ALL;
        filter = state == null ? filter : filter.withState(state);
        filter = account == null ? filter : filter.withAccount(account);
        return address == null ? filter : filter.withAddress(address);
    }

    /** The filter; selects {@code otherwise} if no state is given. */
    Filter filter(State otherwise) {
        return state == null ? filter().withState(otherwise) : filter();
    }
}
