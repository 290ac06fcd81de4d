package io.github.ferrypost.message;

import org.jspecify.annotations.Nullable;

/** Writes an address list, one mailbox after the other; omits groups without a mailbox. One thread at a time. */
final class ListWriter {
    private final StringBuilder text = new StringBuilder();
    private @Nullable String group;
    private boolean begun;

    void beginGroup(String name) {
        group = name;
        begun = false;
    }

    void mailbox(MailboxSyntax mailbox) {
        if (text.length() > 0) {
            text.append(AddressList.SEPARATOR);
        }
        if (group != null && !begun) {
            text.append(group).append(": ");
            begun = true;
        }
        text.append(mailbox.written());
    }

    /** Returns whether the group has a mailbox. */
    boolean endGroup() {
        if (begun) {
            text.append(';');
        }
        boolean written = begun;
        group = null;
        begun = false;
        return written;
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
