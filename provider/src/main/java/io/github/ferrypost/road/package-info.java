/**
 * Chooses the road for a submission, without knowing Graph or SMTP: {@link io.github.ferrypost.road.Road} is what both
 * implement, in {@code graph.GraphRoad} and {@code smtp.SmtpRoad}, and {@code wiring.RoadFactory} opens them.
 *
 * <p>{@link io.github.ferrypost.road.Roads} is what both doors call; {@code RoadChooser} behind it tries the account's
 * roads in order. The table of {@link io.github.ferrypost.road.RoutingRule} is matched against the message's
 * {@code MessageTraits}; a matching row can put SMTP first. The result is the {@code RoadOrder}. The next road is tried
 * only if nothing was certainly sent and either the cause is the road itself, or SMTP went first because of a rule and
 * is temporarily unavailable.
 */
@NullMarked
package io.github.ferrypost.road;

import org.jspecify.annotations.NullMarked;
