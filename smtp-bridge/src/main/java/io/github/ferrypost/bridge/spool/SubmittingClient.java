package io.github.ferrypost.bridge.spool;

/**
 * Who submitted the message, for the operator. Immutable.
 *
 * @param login the user name, or empty
 * @param address the IP address, or empty
 */
public record SubmittingClient(String login, String address) {
    /** The bridge itself, for a bounce. */
    public static final SubmittingClient NONE = new SubmittingClient("", "");
}
