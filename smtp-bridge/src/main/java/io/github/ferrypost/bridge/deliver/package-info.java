/**
 * From an accepted submission to the reply that its client hears, and on until the mail has arrived or its sender was told.
 *
 * <p>In the order of the flow:
 *
 * <ol>
 *   <li>The listener hands an {@link io.github.ferrypost.bridge.deliver.SubmittedMail} to a
 *       {@link io.github.ferrypost.bridge.deliver.Delivery}, which gives a
 *       {@link io.github.ferrypost.bridge.deliver.AcceptResult}: {@code Direct} stores nothing, {@code FirstTry} stores what
 *       cannot go at once, as {@code FirstAnswer} says. {@link io.github.ferrypost.bridge.deliver.Dispatch} puts the parts together.
 *   <li>{@code Attempts} makes every try of the bridge: past the {@code Gate} ({@code Breaker}, {@code Pacer}, each for a
 *       {@code Scope}), by the roads, and {@code Trust} learns which accounts have ever delivered. {@code BriefRetry} repeats
 *       one for a client that waits.
 *   <li>{@code Ruling} divides an outcome by recipient: who has it, who is tried again, who never gets it.
 *   <li>{@code Courier} claims what is due in the spool; {@code Trial} tries it and settles the claim by what {@code Ending}
 *       and {@code Schedule} say. {@code RunningTime} tells an age from a clock that was set.
 *   <li>{@code Reports} has a {@link io.github.ferrypost.bridge.deliver.DeliveryStatusNotification} written to the sender of what is refused or
 *       given up.
 * </ol>
 */
package io.github.ferrypost.bridge.deliver;
