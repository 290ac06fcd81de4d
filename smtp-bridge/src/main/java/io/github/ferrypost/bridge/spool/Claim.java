package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.message.ByteSource;

/**
 * An entry leased for delivery until {@code entry().due()}. Immutable.
 *
 * @param entry as it was when claimed; its tries already include this attempt
 * @param message read from the spool chunk by chunk. A stream fails with {@link CorruptEntryException} before its last
 *     bytes if they differ from what was stored, and with an IOException if the entry has been removed
 * @param token distinguishes this claim from earlier and later ones
 */
public record Claim(Entry entry, ByteSource message, long token) {
    public EntryId id() {
        return entry.id();
    }
}
