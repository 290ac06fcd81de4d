package io.github.ferrypost.bridge.spool;

import io.github.ferrypost.message.ByteSource;

/**
 * An entry lent to a deliverer until {@code entry().due()}. Immutable.
 *
 * @param entry as it stood when it was claimed; this try is already counted in its tries
 * @param message read from the spool chunk by chunk; a stream of it fails with {@link CorruptEntryException} before its
 *     last bytes where they are not what was stored, and with an IOException once the entry was removed
 * @param token that by which the spool knows this claim from an earlier or later one
 */
public record Claim(Entry entry, ByteSource message, long token) {
    public EntryId id() {
        return entry.id();
    }
}
