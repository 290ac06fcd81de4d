package io.github.ferrypost.bridge.bench;

/**
 * What one round came to.
 *
 * @param perSecond mails that were accepted
 * @param p50 of the time that a client waited for a mail to be accepted, in milliseconds
 * @param p99 of the same
 * @param arrivedPerSecond mails, until the last had arrived
 * @param clientCpu processor time of the process that sends, in milliseconds a mail
 * @param bridgeCpu the same of the bridge; 0 where there is none
 * @param sandboxCpu the same of Microsoft 365's stand-in
 * @param peak the most memory of the bridge, in megabytes; 0 where there is none
 */
record Measure(
        double perSecond,
        double p50,
        double p99,
        double arrivedPerSecond,
        double clientCpu,
        double bridgeCpu,
        double sandboxCpu,
        double peak) {}
