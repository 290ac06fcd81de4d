package io.github.ferrypost.transport;

import jakarta.mail.Address;

/** The three lists of a {@code SendFailedException} and of a {@code TransportEvent}; {@code null} where Angus gives none. */
final class AddressLists {
    private final Address[] sent;
    private final Address[] unsent;
    private final Address[] invalid;

    AddressLists(Address[] sent, Address[] unsent, Address[] invalid) {
        this.sent = sent;
        this.unsent = unsent;
        this.invalid = invalid;
    }

    static AddressLists sent(Address[] addresses) {
        return new AddressLists(addresses, null, null);
    }

    static AddressLists unsent(Address[] addresses) {
        return new AddressLists(null, addresses, null);
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
