package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.message.Submission;

/**
 * A message that a client has submitted; the client waits for the reply. Immutable.
 *
 * @param login the user name that the client logged in with; may be empty
 * @param address the client's IP address
 * @param release run it once, when nothing reads the submission's bytes any more
 */
public record SubmittedMail(Submission submission, Account account, String login, String address, Runnable release) {}
