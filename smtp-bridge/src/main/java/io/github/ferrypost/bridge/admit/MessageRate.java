package io.github.ferrypost.bridge.admit;

/**
 * How many messages a client may send. Immutable.
 *
 * @param owner the device or listener that sets the limit
 * @param perAddress whether each client address has its own allowance
 * @param perMinute in messages
 */
public record MessageRate(String owner, boolean perAddress, int perMinute) {}
