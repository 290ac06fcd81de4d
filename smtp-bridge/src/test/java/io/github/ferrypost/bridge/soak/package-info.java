/** A long run of the bridge as a process of its own, under load, faults, restarts and attack; see {@link SoakTest}. */
package io.github.ferrypost.bridge.soak;
