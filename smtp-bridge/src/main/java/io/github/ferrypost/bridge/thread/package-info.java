/** The threads that delivery depends on: if one fails, the process ends. Depends on no other package of the bridge. */
package io.github.ferrypost.bridge.thread;
