package io.github.ferrypost.bridge.config;

import io.github.ferrypost.account.SenderPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A device that is known by its address. Immutable.
 *
 * @param listener the only listener that it may use without TLS and login; empty for every named one
 * @param account the account that sends its mail; empty if login, sender or listener choose it
 * @param senders addresses, domains or {@code *}, in lower case; empty for any sender
 * @param rate in messages per minute; empty for no limit of its own
 * @param from how its senders are rewritten; empty for the rule of the listener or account
 */
public record DeviceConfig(
        String name,
        Network address,
        Optional<String> listener,
        Optional<String> account,
        List<String> senders,
        OptionalInt rate,
        Optional<SenderPolicy> from) {

    /** @param sender of the envelope; empty for the null sender, which a device with a list may not use */
    public boolean maySendAs(String sender) {
        String folded = sender.toLowerCase(Locale.ROOT);
        return senders.isEmpty()
                || (!folded.isEmpty()
                        && (senders.contains("*")
                                || senders.contains(folded)
                                || senders.contains(folded.substring(folded.lastIndexOf('@') + 1))));
    }
}
