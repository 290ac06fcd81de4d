package io.github.ferrypost.smtp;

import io.github.ferrypost.message.Address;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Dsn;
import io.github.ferrypost.message.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The MAIL FROM and RCPT TO lines of one submission, with the parameters that the server supports. Immutable. */
final class MailCommands {
    /**
     * The longest command line, without its CRLF (RFC 5321 section 4.5.3.1.4). RFC 3461 allows more for DSN, but a
     * DSN request matters less than a recipient lost because a server rejects the long line.
     */
    private static final int LINE = 510;

    private final SmtpConnection connection;
    private final Submission submission;
    private final String sender;

    MailCommands(SmtpConnection connection, Submission submission, String sender) {
        this.connection = connection;
        this.submission = submission;
        this.sender = sender;
    }

    /**
     * MAIL FROM. A message with 8-bit octets is sent unchanged even to a server without 8BITMIME: converting it would
     * break signatures, and every current server passes it on.
     *
     * @throws IOException if the message cannot be read
     */
    String mail(List<String> recipients) throws IOException {
        StringBuilder mail = new StringBuilder("MAIL FROM:").append(PathSyntax.path(sender));
        if (connection.supports("SIZE")) {
            mail.append(" SIZE=").append(submission.message().size());
        }
        if (connection.supports("8BITMIME") && isEightBit(submission.message())) {
            mail.append(" BODY=8BITMIME");
        }
        if (!Address.isAscii(sender) || !recipients.stream().allMatch(Address::isAscii)) {
            mail.append(" SMTPUTF8");
        }
        return mail.append(wishes().ofMail(LINE - mail.length())).toString();
    }

    String rcpt(String recipient) {
        String rcpt = "RCPT TO:" + PathSyntax.path(recipient);
        return rcpt + wishes().ofRecipient(recipient, LINE - rcpt.length());
    }

    /** A server without DSN would refuse the whole message because of the parameters (RFC 3461 section 4). */
    private Dsn wishes() {
        return connection.supports("DSN") ? submission.dsn() : Dsn.NONE;
    }

    private static boolean isEightBit(ByteSource message) throws IOException {
        try (InputStream in = message.open()) {
            byte[] block = MailTransaction.block(message);
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                for (int i = 0; i < count; i++) {
                    if (block[i] < 0) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
