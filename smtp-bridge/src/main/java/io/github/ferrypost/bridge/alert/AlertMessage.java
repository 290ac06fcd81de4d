package io.github.ferrypost.bridge.alert;

import java.time.Instant;
import java.util.List;

/**
 * What a target sends: one event of one incident, or a summary. Immutable.
 *
 * @param title one line, in the first language
 * @param text in all languages, lines separated by LF
 * @param notices that it reports; empty for a test
 */
record AlertMessage(
        AlertEvent event, String host, String title, String text, List<AlertBook.Notice> notices, Instant at) {

    AlertMessage {
        notices = List.copyOf(notices);
    }
}
