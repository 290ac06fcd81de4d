/**
 * Writing the settings file.
 *
 * <p>{@link io.github.ferrypost.settings.SettingsDocument} edits a file as a person wrote it and preserves comments and
 * layout. {@code account} reads the same file.
 */
@NullMarked
package io.github.ferrypost.settings;

import org.jspecify.annotations.NullMarked;
