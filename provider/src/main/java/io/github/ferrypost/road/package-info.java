/**
 * Which way a submission goes: {@link io.github.ferrypost.road.Roads} takes the account's roads in their order, and goes to
 * the next one only where it is certain that nothing was sent and the reason lies in the road itself.
 */
package io.github.ferrypost.road;
