package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.reply.Reply;

/** RCPT TO: one more recipient (RFC 5321 section 4.1.1.3). */
final class RcptCommand {
    private static final Reply OK = Reply.of(250, "2.1.5", "Recipient OK");
    /** RFC 5321 section 4.5.3.1.10: a client sends the rest in a mail of its own. */
    private static final Reply ENVELOPE_FULL = Reply.of(
            452, "4.5.3", "The addresses and parameters of this mail are too long together, send the rest later");

    private RcptCommand() {}

    static Reply add(String text, ServerTransaction transaction, int most) throws CommandRefusal {
        PathArgument argument = PathArgument.parse(text, "TO:");
        Parameters.check(argument.parameters(), Parameters.RCPT);
        String recipient = ClientAddressSyntax.withoutFinalDot(argument.address());
        MailCommand.checkAddress(recipient, "5.1.3", transaction.utf8());
        if (transaction.count() >= most) {
            throw new CommandRefusal(452, "4.5.3", "Too many recipients for one mail, at most " + most);
        }
        return switch (transaction.add(recipient, argument.parameters())) {
            case YES -> OK;
            case ENVELOPE_FULL -> throw new CommandRefusal(ENVELOPE_FULL);
            case NO_MEMORY -> throw new CommandRefusal(Replies.NO_MEMORY);
        };
    }

    /**
     * Whether the refusal concerns a recipient rather than the client: an address that cannot be read, or one too many. A
     * mail may have hundreds of those without anything being wrong with who sends it.
     */
    static boolean isOfRecipient(Reply reply) {
        return reply.code() == 553 || reply.enhanced().toString().equals("4.5.3");
    }
}
