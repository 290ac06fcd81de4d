/**
 * The operator's commands for the queue; they work whether or not the bridge is running.
 *
 * <p>{@link io.github.ferrypost.bridge.queue.QueueCommands} lists the commands. {@code ListCommand} and
 * {@code ShowCommand} read; {@code RetryCommand}, {@code HoldCommand}, {@code ReleaseCommand} and {@code RemoveCommand}
 * change entries, and {@code Change} is the table of their effects by state. {@code ExportCommand} writes a message to
 * a file. {@code Wording}, {@code QueuePage} and {@code Table} format text for people; {@code EntryJson} writes one
 * JSON object per line for programs.
 */
@NullMarked
package io.github.ferrypost.bridge.queue;

import org.jspecify.annotations.NullMarked;
