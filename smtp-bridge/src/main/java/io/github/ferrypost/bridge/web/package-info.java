/**
 * The local web page, for the person who runs the bridge: status, queue, settings with the doctor. Also {@code /health}
 * and {@code /metrics}, for programs.
 *
 * <p>In the order of a request:
 *
 * <ol>
 *   <li>{@link io.github.ferrypost.bridge.web.WebPage} opens the port, on loopback only; {@code Routes} lists the
 *       paths.
 *   <li>{@code RequestGuard} allows or refuses a request by its client address, host name, origin and session.
 *       {@code OneTimeKeys} and {@link io.github.ferrypost.bridge.web.OneTimeKeyFile} issue the keys to sign in with;
 *       {@code Sessions} are the open sessions.
 *   <li>{@code StatusView}, {@code QueueView} and {@code SettingsView} create the models, {@code Templates} the HTML,
 *       {@code PageMessages} and {@code Advice} the texts in the reader's language.
 *   <li>{@code SettingsView} also reads the form into a {@code SettingsDraft}. {@code SettingsService} runs the doctor
 *       on it, check by check, as a {@code DoctorRun}, and writes the settings file if sending is proven, or if the
 *       person saves anyway. {@code FindingGroups} puts the faults first, {@code FindingField} finds the field of each.
 *   <li>{@code SupportRoutes} makes the support bundle.
 *   <li>{@link io.github.ferrypost.bridge.monitor.Metrics} and {@code HealthCheck} answer programs.
 * </ol>
 *
 * <p>{@link io.github.ferrypost.bridge.monitor.BridgeStatus} is the bridge as the page sees it. Without a bridge the
 * page has only the settings, for a first setup.
 */
@NullMarked
package io.github.ferrypost.bridge.web;

import org.jspecify.annotations.NullMarked;
