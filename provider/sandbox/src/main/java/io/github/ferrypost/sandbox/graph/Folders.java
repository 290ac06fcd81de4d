package io.github.ferrypost.sandbox.graph;

import io.github.ferrypost.sandbox.directory.Mailbox;

/** Drafts and Sent Items. */
final class Folders {
    void saveSent(Mailbox mailbox, Message message) {}
}
