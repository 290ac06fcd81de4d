/**
 * The durable queue, in SQL: messages for which the bridge has replied 250 and which Microsoft has not yet accepted.
 *
 * <p>In the order of the flow:
 *
 * <ol>
 *   <li>{@link io.github.ferrypost.bridge.spool.NewEntry} is a message to store; {@code Spool.store} returns when it is
 *       on disk, synced. {@code EntryWriter} splits the body into chunks, {@code Writer} groups the statements of many
 *       threads into one transaction with one sync, and {@code EntryDigest} is the entry's checksum.
 *   <li>{@code Spool.claim} leases entries that are due to a deliverer; {@code LeaseManager} and {@code FairScheduler}
 *       are fair between accounts, and between new and retried messages. When a lease expires, its entry returns to the
 *       queue, in doubt.
 *   <li>{@link io.github.ferrypost.bridge.spool.Claim} has the message, which {@code StoredBody} reads chunk by chunk
 *       and verifies; an entry that fails verification becomes CORRUPT and is kept.
 *   <li>{@link io.github.ferrypost.bridge.spool.Settlement} records the result of the attempt: done, retry, or dead;
 *       the bounce is stored in the same transaction. {@code BodyCleanup} deletes large bodies piece by piece.
 *   <li>An operator lists, shows, holds, releases, retries, removes and exports entries, from the bridge or from
 *       another process: {@code Listing} reads, {@code OperatorChanges} writes.
 * </ol>
 *
 * <p>{@code Schema} creates and converts the tables. {@code Sql} has the statements, which both SQLite and PostgreSQL understand; {@code Dialect} covers the
 * differences, and {@code Sqlite} is the only engine so far. docs/decisions/0001-spool.md explains the design.
 */
@NullMarked
package io.github.ferrypost.bridge.spool;

import org.jspecify.annotations.NullMarked;
