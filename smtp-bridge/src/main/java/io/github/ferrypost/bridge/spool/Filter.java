package io.github.ferrypost.bridge.spool;

import java.util.Optional;

/**
 * Which entries to list. Immutable.
 *
 * @param state only entries in this state
 * @param account only entries of this account
 * @param address only entries whose sender or a recipient contains this text, ignoring case
 */
public record Filter(Optional<State> state, Optional<String> account, Optional<String> address) {
    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());

    public Filter withState(State only) {
        return new Filter(Optional.of(only), account, address);
    }

    public Filter withAccount(String only) {
        return new Filter(state, Optional.of(only), address);
    }

    public Filter withAddress(String part) {
        return new Filter(state, account, Optional.of(part));
    }
}
