/**
 * Alerts: what needs a person, as one typed value for log, metrics and messages; the incidents that are open; and the
 * mail, webhook and command that report their start and end. Nothing here may delay mail: reporting an alert only
 * changes memory, and each way of sending has a thread of its own.
 */
@NullMarked
package io.github.ferrypost.bridge.alert;

import org.jspecify.annotations.NullMarked;
