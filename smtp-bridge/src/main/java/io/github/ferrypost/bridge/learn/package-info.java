/**
 * What unknown devices tried at a listener that learns: {@link io.github.ferrypost.bridge.learn.Attempts} keeps it for the
 * page and for {@code ferrypost devices}.
 */
package io.github.ferrypost.bridge.learn;
