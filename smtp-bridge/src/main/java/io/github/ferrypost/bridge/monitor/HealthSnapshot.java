package io.github.ferrypost.bridge.monitor;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.spool.SpoolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the judgement on the bridge's health looks at, as it is at one moment. Immutable.
 *
 * @param failedThreads names of essential threads that have failed
 * @param listening whether clients can connect
 * @param queueFault why the queue takes no mail
 * @param accounts what has been proven, by the accounts' names in the settings
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

    /** Asks the running bridge; writes into the queue to see whether that can be done. */
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
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }
}
