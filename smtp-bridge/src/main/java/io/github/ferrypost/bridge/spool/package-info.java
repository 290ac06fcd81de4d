/**
 * The durable queue: what the bridge has said 250 to and Microsoft has not yet accepted lies here, in SQL.
 *
 * <p>In the order of the flow:
 *
 * <ol>
 *   <li>{@link io.github.ferrypost.bridge.spool.NewEntry} is a message to be kept; {@code Spool.store} returns when it is
 *       on the disk, synced. {@code EntryWriter} cuts the body into chunks, {@code Writer} puts many threads' statements into
 *       one transaction with one sync, {@code EntryDigest} is what the entry later proves itself by.
 *   <li>{@code Spool.claim} lends the entries that are due to whoever delivers them, for the time of a lease;
 *       {@code LeaseManager} and {@code FairScheduler} are fair between accounts, and between new and old mail. A lease that runs out
 *       returns its entry to the queue, in doubt.
 *   <li>{@link io.github.ferrypost.bridge.spool.Claim} gives the message, which {@code StoredBody} reads chunk by chunk and
 *       checks; what fails the check is set aside as CORRUPT, and kept.
 *   <li>{@link io.github.ferrypost.bridge.spool.Settlement} says what became of the try: done, again later, or dead, and
 *       stores the report to the sender in the same transaction. {@code BodyCleanup} clears large bodies piece by piece.
 *   <li>An operator lists, shows, holds, releases, retries, removes and exports, from the bridge or from another process.
 * </ol>
 *
 * <p>{@code Sql} holds the statements, which SQLite and PostgreSQL both understand; {@code Dialect} holds what they do
 * not share, and {@code Sqlite} is the one engine so far. Why it is built so: docs/decisions/0001-spool.md.
 */
package io.github.ferrypost.bridge.spool;
