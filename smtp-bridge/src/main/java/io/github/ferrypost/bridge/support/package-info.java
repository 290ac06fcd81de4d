/**
 * What the bridge adds to the doctor's support bundle: the end of the log, and figures of the queue.
 *
 * <p>{@link io.github.ferrypost.bridge.support.BridgeSupport} is the entry point.
 */
@NullMarked
package io.github.ferrypost.bridge.support;

import org.jspecify.annotations.NullMarked;
