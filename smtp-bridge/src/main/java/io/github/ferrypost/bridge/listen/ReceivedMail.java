package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.deliver.AcceptResult;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * A received message and the reply to its client, for log and history. Immutable.
 *
 * @param client who sent it
 * @param messageId the value of its Message-ID, also if the bridge added the field; empty if it was not read that far
 * @param subject the start of its Subject as it is in the header, one character for each octet; may be empty
 * @param size in bytes, as received
 * @param took from the end of DATA to the reply
 */
public record ReceivedMail(
        Client client,
        String sender,
        List<String> recipients,
        String messageId,
        String subject,
        long size,
        Account account,
        AcceptResult receipt,
        Duration took) {
    /**
     * Who sent a message.
     *
     * @param device its name; empty if the address belongs to none
     * @param listener the name of the listener; empty for the default one
     * @param login the user name of its login; empty without one
     */
    public record Client(InetAddress address, String device, String listener, String login) {}
}
