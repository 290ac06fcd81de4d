/**
 * The history of messages: {@link io.github.ferrypost.bridge.history.HistoryRecorder} hears of each message and of each
 * attempt, and writes them to the spool once a second; {@link io.github.ferrypost.bridge.history.HistoryCommand}
 * searches it. {@code HistoryExport} is its form for programs.
 */
@NullMarked
package io.github.ferrypost.bridge.history;

import org.jspecify.annotations.NullMarked;
