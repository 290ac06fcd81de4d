package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;

/** RCPT TO: adds a recipient (RFC 5321 section 4.1.1.3). */
final class RcptCommand {
    private static final Reply OK = Reply.of(250, "2.1.5", "Recipient OK");
    /** RFC 5321 section 4.5.3.1.10: the client sends to the other recipients in a second message. */
    private static final Reply ENVELOPE_FULL =
            Reply.of(452, "4.5.3", "The envelope is too long; send the message to the remaining recipients separately");

    private RcptCommand() {}

    static Reply add(String text, ServerTransaction transaction, int most) throws CommandRefusal {
        PathArgument argument = PathArgument.parse(text, "TO:");
        Parameters.check(argument.parameters(), Parameters.RCPT);
        String recipient = ClientAddressSyntax.withoutFinalDot(argument.address());
        MailCommand.checkAddress(recipient, "5.1.3", transaction.utf8());
        if (transaction.count() >= most) {
            throw new CommandRefusal(452, "4.5.3", "Too many recipients for one message; the limit is " + most);
        }
        return switch (transaction.add(recipient, argument.parameters())) {
            case YES -> OK;
            case ENVELOPE_FULL -> throw new CommandRefusal(ENVELOPE_FULL);
            case NO_MEMORY -> throw new CommandRefusal(Replies.NO_MEMORY);
        };
    }

    /**
     * Whether the refusal is about a recipient and not the client: an invalid address, or one too many. A message may
     * have hundreds of those although its sender does nothing wrong.
     */
    static boolean isOfRecipient(Reply reply) {
        return reply.code() == 553 || reply.enhanced().toString().equals("4.5.3");
    }
}
