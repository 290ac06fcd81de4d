package io.github.ferrypost.bridge.listen;

/**
 * The mutable state that a listener's sessions share. Each part is safe for use by many threads.
 *
 * @param memory for messages and envelopes
 * @param files for messages too large for memory
 * @param headers for parsing large header sections
 * @param logins the recent failed logins
 */
record SharedState(MemoryBudget memory, IncomingFiles files, HeaderMemory headers, LoginDelays logins) {}
