package io.github.ferrypost.bridge.spool;

import java.util.Optional;

/**
 * Which entries to list.
 *
 * @param state in this state only
 * @param account of this account only
 * @param address whose sender or a recipient contains this text, in any case
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
