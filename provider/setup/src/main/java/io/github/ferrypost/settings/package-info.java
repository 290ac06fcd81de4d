/**
 * Writing the settings file.
 *
 * <p>{@link io.github.ferrypost.settings.SettingsDocument} edits a file as a person wrote it and preserves comments and
 * layout. {@code account} reads the same file.
 */
package io.github.ferrypost.settings;
