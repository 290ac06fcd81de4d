/**
 * Results of delivery attempts, used by all packages: a {@link io.github.ferrypost.reply.Reply} is the SMTP reply, a
 * {@link io.github.ferrypost.reply.Verdict} its meaning, a {@link io.github.ferrypost.reply.Status} both for one
 * recipient, and an {@link io.github.ferrypost.reply.Outcome} the statuses of one submission.
 *
 * <p>Values only; imports no other Ferrypost package.
 */
@NullMarked
package io.github.ferrypost.reply;

import org.jspecify.annotations.NullMarked;
