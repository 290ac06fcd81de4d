/**
 * The bridge's own settings: {@link io.github.ferrypost.bridge.config.BridgeKeys} is the table of what there is,
 * {@link io.github.ferrypost.bridge.config.BridgeConfig} what holds, read once and checked as a whole, and
 * {@link io.github.ferrypost.bridge.config.EffectiveSettings} what the {@code config} command shows of it.
 */
package io.github.ferrypost.bridge.config;
