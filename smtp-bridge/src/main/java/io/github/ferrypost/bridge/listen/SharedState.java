package io.github.ferrypost.bridge.listen;

/**
 * The mutable state that all listeners' sessions share. Each part is safe for use by many threads.
 *
 * @param memory for messages and envelopes
 * @param files for messages too large for memory
 * @param headers for parsing large header sections
 * @param logins the recent failed logins
 * @param rates of clients that have one
 */
record SharedState(
        MemoryBudget memory, IncomingFiles files, HeaderMemory headers, LoginDelays logins, MessageRates rates) {}
