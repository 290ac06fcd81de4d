package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.bridge.deliver.Suspension;
import io.github.ferrypost.bridge.reload.ReloadResult;
import io.github.ferrypost.bridge.spool.Spool;
import io.github.ferrypost.token.Expiry;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The running bridge, as the web page and the health check see it. Immutable; its parts are safe for use by many
 * threads.
 *
 * @param listening whether clients can connect
 * @param failedThreads the names of essential threads that have failed
 * @param listens where the bridge listens now
 * @param inUse the accounts of the settings in use
 * @param spool the queue; empty if nothing is stored
 * @param rests why an account may not send now
 * @param expiries the known expiry dates of an account's credentials
 * @param settings how the last change of the settings ended
 */
public record BridgeStatus(
        BooleanSupplier listening,
        Supplier<List<String>> failedThreads,
        Supplier<List<InetSocketAddress>> listens,
        Supplier<Accounts> inUse,
        Optional<Spool> spool,
        Function<Account, Optional<Suspension>> rests,
        Function<Account, List<Expiry>> expiries,
        Supplier<ReloadResult> settings,
        Metrics metrics,
        Instant since) {
    public List<InetSocketAddress> addresses() {
        return listens.get();
    }

    public Accounts accounts() {
        return inUse.get();
    }
}
