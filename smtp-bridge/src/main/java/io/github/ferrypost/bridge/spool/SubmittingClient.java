package io.github.ferrypost.bridge.spool;

/**
 * Who handed the message in, for the operator to see.
 *
 * @param login the user name, or empty
 * @param address the IP address, or empty
 */
public record SubmittingClient(String login, String address) {
    /** The bridge itself, as for a report. */
    public static final SubmittingClient NONE = new SubmittingClient("", "");
}
