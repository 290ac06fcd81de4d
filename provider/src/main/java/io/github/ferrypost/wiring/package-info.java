/**
 * Opens the roads: the one place that knows every {@link io.github.ferrypost.road.Road} and gives them the tokens, the
 * HTTP clients and the limits they share. {@link io.github.ferrypost.wiring.RoadOptions} holds what a program can
 * change.
 */
@NullMarked
package io.github.ferrypost.wiring;

import org.jspecify.annotations.NullMarked;
