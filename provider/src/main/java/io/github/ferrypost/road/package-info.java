/**
 * Chooses the road for a submission. {@link io.github.ferrypost.road.Roads} tries the account's roads in order. The
 * table of {@link io.github.ferrypost.road.RoutingRule} is matched against the message's {@code MessageTraits}; a
 * matching row can put SMTP first. The result is the {@code RoadOrder}. The next road is tried only if nothing was
 * certainly sent and either the cause is the road itself, or SMTP went first because of a rule and is temporarily
 * unavailable.
 */
package io.github.ferrypost.road;
