/**
 * What an operator asks of the queue, while the bridge runs or not.
 *
 * <p>In the order of the flow: {@link io.github.ferrypost.bridge.queue.QueueCommands} names the commands. {@code
 * ListCommand} and {@code ShowCommand} read, {@code RetryCommand}, {@code HoldCommand}, {@code ReleaseCommand} and {@code
 * RemoveCommand} change, and {@code Change} is the table of what each of these means for an entry in each state. {@code
 * ExportCommand} writes a message to a file. What people read is worded in {@code Wording}, {@code QueuePage} and {@code Table};
 * programs get one JSON object a line from {@code EntryJson}.
 */
package io.github.ferrypost.bridge.queue;
