/**
 * The support bundle: a zip file of settings without secrets, the doctor's findings, versions, the end of the log, and
 * figures of the queue.
 *
 * <p>{@link io.github.ferrypost.bridge.support.BridgeBundle} is the entry point.
 */
@NullMarked
package io.github.ferrypost.bridge.support;

import org.jspecify.annotations.NullMarked;
