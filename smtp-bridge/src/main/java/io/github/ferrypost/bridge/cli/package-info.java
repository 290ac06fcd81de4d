/**
 * The commands of {@code ferrypost}. {@link io.github.ferrypost.bridge.cli.Main} lists them; each command is one class.
 * {@code RunCommand} starts a bridge with everything around it: threads, roads, metrics, page, and the order in which they stop.
 */
package io.github.ferrypost.bridge.cli;
