/**
 * The words in which every room speaks of success and failure: a {@link io.github.ferrypost.reply.Reply} is what is said,
 * a {@link io.github.ferrypost.reply.Verdict} what it means, a {@link io.github.ferrypost.reply.Status} both for one
 * recipient, and an {@link io.github.ferrypost.reply.Outcome} all of them for one submission.
 *
 * <p>Values only; this package imports nothing of ours.
 */
package io.github.ferrypost.reply;
