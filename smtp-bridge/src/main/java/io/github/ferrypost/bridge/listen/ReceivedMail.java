package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.deliver.AcceptResult;
import java.net.InetAddress;
import java.time.Duration;

/**
 * A received message and the reply to its client, for the log. Immutable.
 *
 * @param device the name of the device; empty if the address belongs to none
 * @param listener the name of the listener; empty for the default one
 * @param size in bytes, as received
 * @param took from the end of DATA to the reply
 */
public record ReceivedMail(
        InetAddress client,
        String device,
        String listener,
        String sender,
        int recipients,
        long size,
        Account account,
        AcceptResult receipt,
        Duration took) {}
