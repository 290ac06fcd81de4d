/**
 * The commands of {@code ferrypost}, one class each; {@link io.github.ferrypost.bridge.cli.Main} lists them.
 * {@code RunCommand} assembles a running bridge: threads, roads, metrics, web page, and the order in which they stop.
 */
@NullMarked
package io.github.ferrypost.bridge.cli;

import org.jspecify.annotations.NullMarked;
