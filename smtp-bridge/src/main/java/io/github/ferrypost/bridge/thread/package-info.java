/** The threads that delivery depends on: if one fails, the process ends. Depends on no other package of the bridge. */
@NullMarked
package io.github.ferrypost.bridge.thread;

import org.jspecify.annotations.NullMarked;
