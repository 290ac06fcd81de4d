/**
 * The local page, for whoever looks after the bridge on its own machine: status, queue, settings with the doctor, and beside
 * it {@code /health} and {@code /metrics} for programs.
 *
 * <p>In the order of a request:
 *
 * <ol>
 *   <li>{@link io.github.ferrypost.bridge.web.WebPage} opens the port, on loopback only; {@code Routes} is the list of what is
 *       served.
 *   <li>{@code RequestGuard} lets a request in or refuses it: who asks from where, under which name, from which page, with which
 *       session. {@code OneTimeKeys} and {@link io.github.ferrypost.bridge.web.OneTimeKeyFile} are how a person gets in, {@code
 *       Sessions} is who is in.
 *   <li>{@code StatusView}, {@code QueueView} and {@code SettingsView} make the models of what is shown, {@code Templates}
 *       the HTML, {@code PageMessages} and {@code Advice} the language.
 *   <li>{@code SettingsView} also reads what was typed, as a {@code SettingsDraft}; {@code SettingsService} has the doctor look at it,
 *       check by check, which is an {@code DoctorRun}, and writes the settings file when all is well, or when a person
 *       wants it all the same.
 *   <li>{@link io.github.ferrypost.bridge.monitor.Metrics} and {@code HealthCheck} answer programs.
 * </ol>
 *
 * <p>{@link io.github.ferrypost.bridge.monitor.BridgeStatus} is the bridge as the page sees it; without one the page serves the
 * settings alone, for the first set-up.
 */
package io.github.ferrypost.bridge.web;
