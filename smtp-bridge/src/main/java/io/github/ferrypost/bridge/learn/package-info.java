/**
 * What unknown devices tried at a listener that learns: {@link io.github.ferrypost.bridge.learn.Attempts} keeps it for the
 * page and for {@code ferrypost devices}.
 */
@NullMarked
package io.github.ferrypost.bridge.learn;

import org.jspecify.annotations.NullMarked;
