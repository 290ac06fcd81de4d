/** The threads that mail depends on: each runs, or the process ends. Imports nothing of ours. */
package io.github.ferrypost.bridge.thread;
