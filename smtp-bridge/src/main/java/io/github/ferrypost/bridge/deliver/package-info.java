/**
 * From an accepted submission to the reply that its client hears, and on until the mail has arrived or its sender was told.
 *
 * <p>In the order of the flow:
 *
 * <ol>
 *   <li>The listener hands an {@link io.github.ferrypost.bridge.deliver.SubmittedMail} to a
 *       {@link io.github.ferrypost.bridge.deliver.Delivery}, which gives a
 *       {@link io.github.ferrypost.bridge.deliver.AcceptResult}: {@code DirectDelivery} stores nothing, {@code TryThenQueue} stores what
 *       cannot go at once, as {@code FirstAnswer} says. {@link io.github.ferrypost.bridge.deliver.Dispatch} puts the parts together.
 *   <li>{@code DeliveryAttempts} makes every try of the bridge: past the {@code SendPermit} ({@code CircuitBreaker}, {@code RateLimiter}, each for a
 *       {@code PauseScope}), by the roads, and {@code DeliveryHistory} learns which accounts have ever delivered. {@code BriefRetry} repeats
 *       one for a client that waits.
 *   <li>{@code OutcomeSplit} divides an outcome by recipient: who has it, who is tried again, who never gets it.
 *   <li>{@code QueueRunner} claims what is due in the spool; {@code QueuedDelivery} tries it and settles the claim by what {@code SettlementPolicy}
 *       and {@code RetrySchedule} say. {@code RunningTime} tells an age from a clock that was set.
 *   <li>{@code BounceFactory} has a {@link io.github.ferrypost.bridge.deliver.DeliveryStatusNotification} written to the sender of what is refused or
 *       given up.
 * </ol>
 */
package io.github.ferrypost.bridge.deliver;
