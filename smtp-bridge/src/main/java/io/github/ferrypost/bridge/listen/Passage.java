package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.deliver.Receipt;
import java.net.InetAddress;
import java.time.Duration;

/**
 * One mail that came in and what its client was told, for the log.
 *
 * @param size in bytes, as it was received
 * @param took from the end of DATA to the reply
 */
public record Passage(
        InetAddress client,
        String sender,
        int recipients,
        long size,
        Account account,
        Receipt receipt,
        Duration took) {}
