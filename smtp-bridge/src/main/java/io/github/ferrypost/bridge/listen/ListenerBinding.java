package io.github.ferrypost.bridge.listen;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The addresses of one listener, and what its sessions share. Immutable.
 *
 * @param addresses a port of 0 picks a free one
 */
public record ListenerBinding(List<InetSocketAddress> addresses, SessionContext context) {}
