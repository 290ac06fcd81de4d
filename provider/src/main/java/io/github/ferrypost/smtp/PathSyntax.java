package io.github.ferrypost.smtp;

import io.github.ferrypost.message.Address;
import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The addresses of MAIL FROM and RCPT TO: which are valid, and how they are written. This is not
 * {@link io.github.ferrypost.message.Address}: the server judges the syntax, so all that is safe to write goes to it as
 * the program gave it.
 */
final class PathSyntax {
    private PathSyntax() {}

    /** Why the address cannot be the sender, or empty; the empty address is the null reverse path of a bounce. */
    static Optional<Status> badSender(String address) {
        return isSafe(address)
                ? Optional.empty()
                : Optional.of(Status.never(
                        FailureScope.MESSAGE,
                        Reply.of(501, "5.1.7", "The sender's address contains illegal characters")));
    }

    /** Why the address cannot be a recipient, or empty. */
    static Optional<Status> badRecipient(String address) {
        return isSafe(address) && !address.isEmpty()
                ? Optional.empty()
                : Optional.of(Status.never(
                        FailureScope.RECIPIENT,
                        Reply.of(501, "5.1.3", "The recipient's address is empty or contains illegal characters")));
    }

    /** The status of an address that needs SMTPUTF8 (RFC 6531 section 3.2) if the server does not offer it. */
    static Status needsUtf8(boolean sender) {
        return Status.never(
                sender ? FailureScope.MESSAGE : FailureScope.RECIPIENT,
                Reply.of(553, "5.6.7", "The address is not ASCII, and the server does not offer SMTPUTF8"));
    }

    /**
     * The address in angle brackets, with one character per UTF-8 byte: {@link SmtpChannel} writes one octet per
     * character.
     */
    static String path(String address) {
        return Address.isAscii(address)
                ? "<" + address + ">"
                : "<" + new String(address.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + ">";
    }

    /**
     * Rejects line ends, which would start another command, and brackets, which would end the path: both allow
     * command injection.
     */
    private static boolean isSafe(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (Character.isISOControl(c) || c == '<' || c == '>') {
                return false;
            }
        }
        return true;
    }

    /** Status of a valid recipient of a submission that is for all or none. */
    static Status leftOut() {
        return Status.later(
                FailureScope.SESSION, Reply.of(450, "4.5.1", "Not sent, because another recipient was refused."));
    }
}
