package io.github.ferrypost.bridge.listen;

/**
 * What the sessions of one listener share and change. Each part is safe for use by many threads.
 *
 * @param memory for messages and envelopes
 * @param files for messages that are too large for memory
 * @param headers for reading large header sections
 * @param logins who has failed to log in
 */
record SharedState(MemoryBudget memory, IncomingFiles files, HeaderMemory headers, LoginDelays logins) {}
