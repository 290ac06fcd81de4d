package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.SpoolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of the health check at one moment. Immutable.
 *
 * @param failedThreads names of essential threads that have failed
 * @param listening whether clients can connect
 * @param queueFault why the queue is not writable
 * @param accounts what each account has proven, by its name in the settings
 */
public record HealthSnapshot(
        List<String> failedThreads,
        boolean listening,
        Optional<String> queueFault,
        Map<String, AccountProof> accounts) {
    public HealthSnapshot {
        failedThreads = List.copyOf(failedThreads);
        accounts = new LinkedHashMap<>(accounts);
    }

    /** Reads the running bridge; writes to the queue to check that it is writable. */
    public static HealthSnapshot of(BridgeStatus running) {
        Map<String, AccountProof> proofs = new LinkedHashMap<>();
        for (Account account : running.accounts().all()) {
            proofs.put(account.name(), running.metrics().proof(account));
        }
        return new HealthSnapshot(
                running.failedThreads().get(), running.listening().getAsBoolean(), queueFault(running), proofs);
    }

    private static Optional<String> queueFault(BridgeStatus running) {
        if (running.spool().isPresent()) {
            try {
                running.spool().get().probe();
            } catch (SpoolException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }
}
