/**
 * The bridge's own settings. {@link io.github.ferrypost.bridge.config.BridgeKeys} is the table of keys,
 * {@link io.github.ferrypost.bridge.config.BridgeConfig} the configuration read and validated from them,
 * {@link io.github.ferrypost.bridge.config.ListenerConfig} and {@link io.github.ferrypost.bridge.config.DeviceConfig} are
 * the listeners and devices, whose rules {@code ListenerRules} checks, and
 * {@link io.github.ferrypost.bridge.config.EffectiveSettings} is the text that the {@code config} command prints.
 */
@NullMarked
package io.github.ferrypost.bridge.config;

import org.jspecify.annotations.NullMarked;
