/**
 * Which way a submission goes. {@link io.github.ferrypost.road.Roads} takes the account's roads in their order; the
 * {@code MessageTraits} of the message are held against the table of {@link io.github.ferrypost.road.RoutingRule}, and a row may have SMTP go
 * first: that is the {@code RoadOrder}. The next road is taken only where it is certain that nothing was sent and the reason lies
 * in the road itself, or SMTP that went first for a need has no room now.
 */
package io.github.ferrypost.road;
