/**
 * Settings that change while the bridge runs.
 *
 * <ol>
 *   <li>{@code FileSnapshot} tells whether one of the files that the settings come from has other content.
 *   <li>{@link io.github.ferrypost.bridge.reload.LiveSettings} looks at them, reads the settings when they have changed,
 *       and refuses settings that cannot be used, as a whole.
 *   <li>A {@link io.github.ferrypost.bridge.reload.SettingsChange} says what is different.
 *   <li>Each {@link io.github.ferrypost.bridge.reload.ReloadPart} of the bridge first prepares what may fail, such as a
 *       port. Only if all have succeeded does each commit its {@link io.github.ferrypost.bridge.reload.ReloadStep}.
 * </ol>
 *
 * <p>{@link io.github.ferrypost.bridge.reload.ReplaceableRoads} is the part for what only new roads can follow.
 */
@NullMarked
package io.github.ferrypost.bridge.reload;

import org.jspecify.annotations.NullMarked;
