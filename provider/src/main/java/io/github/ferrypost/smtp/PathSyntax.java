package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The addresses of MAIL FROM and RCPT TO: what may stand there, and how it is written. */
final class PathSyntax {
    private PathSyntax() {}

    /** Why this cannot be the sender, or nothing; the empty address is the null reverse path of a bounce. */
    static Optional<Status> badSender(String address) {
        return isSafe(address)
                ? Optional.empty()
                : Optional.of(Status.never(
                        FailureScope.MESSAGE,
                        Reply.of(501, "5.1.7", "the sender's address holds characters that none may have")));
    }

    /** Why this cannot be a recipient, or nothing. */
    static Optional<Status> badRecipient(String address) {
        return isSafe(address) && !address.isEmpty()
                ? Optional.empty()
                : Optional.of(Status.never(
                        FailureScope.RECIPIENT,
                        Reply.of(
                                501,
                                "5.1.3",
                                "the recipient's address is empty or holds characters that none may have")));
    }

    /** Where the server does not offer SMTPUTF8 (RFC 6531 section 3.2), an address that needs it cannot be named to it. */
    static Status needsUtf8(boolean sender) {
        return Status.never(
                sender ? FailureScope.MESSAGE : FailureScope.RECIPIENT,
                Reply.of(553, "5.6.7", "the address is not ASCII, and the server does not offer SMTPUTF8"));
    }

    static boolean isAscii(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The address in angle brackets, its UTF-8 bytes as characters: Angus writes the low byte of each. */
    static String path(String address) {
        return isAscii(address)
                ? "<" + address + ">"
                : "<" + new String(address.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + ">";
    }

    /** Line ends would start another command, and a bracket would end the path: either lets an address give orders. */
    private static boolean isSafe(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (Character.isISOControl(c) || c == '<' || c == '>') {
                return false;
            }
        }
        return true;
    }

    /** For a good recipient of a submission that is for all or none. */
    static Status leftOut() {
        return Status.later(
                FailureScope.SESSION, Reply.of(450, "4.5.1", "Not sent, because another recipient was refused."));
    }
}
