package io.github.ferrypost.transport;

import jakarta.mail.Address;

/** The three lists of a {@code SendFailedException} and of a {@code TransportEvent}; never {@code null}. */
final class AddressLists {
    /** Angus returns {@code null} here, which breaks programs that loop over the list without a check. */
    private static final Address[] NONE = {};

    private final Address[] sent;
    private final Address[] unsent;
    private final Address[] invalid;

    AddressLists(Address[] sent, Address[] unsent, Address[] invalid) {
        this.sent = sent;
        this.unsent = unsent;
        this.invalid = invalid;
    }

    static AddressLists sent(Address[] addresses) {
        return new AddressLists(addresses, NONE, NONE);
    }

    static AddressLists unsent(Address[] addresses) {
        return new AddressLists(NONE, addresses, NONE);
    }

    Address[] sent() {
        return sent;
    }

    Address[] unsent() {
        return unsent;
    }

    Address[] invalid() {
        return invalid;
    }
}
