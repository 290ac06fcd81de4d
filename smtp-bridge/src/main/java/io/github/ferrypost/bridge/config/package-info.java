/**
 * The bridge's own settings. {@link io.github.ferrypost.bridge.config.BridgeKeys} is the table of keys,
 * {@link io.github.ferrypost.bridge.config.BridgeConfig} the configuration read and validated from them, and
 * {@link io.github.ferrypost.bridge.config.EffectiveSettings} the text that the {@code config} command prints.
 */
@NullMarked
package io.github.ferrypost.bridge.config;

import org.jspecify.annotations.NullMarked;
