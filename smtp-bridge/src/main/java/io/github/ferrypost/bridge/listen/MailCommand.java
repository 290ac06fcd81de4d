package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.SenderPolicy;
import io.github.ferrypost.bridge.admit.ClientIdentity;
import io.github.ferrypost.bridge.admit.Decision;
import io.github.ferrypost.bridge.admit.MessageRate;
import io.github.ferrypost.message.Address;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.road.SenderRewriting;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** MAIL FROM: checks the sender and whether the client may use it (RFC 5321 section 4.1.1.2). */
final class MailCommand {
    private static final Reply NO_DOMAIN = Reply.of(553, "5.1.7", "Not an address of the form name@domain")
            .withRemedy(
                    "Let the client send as an address, or replace its sender: ferrypost.from, or from of its device or"
                            + " listener.");

    private MailCommand() {}

    /** @param seen gets the sender, if it is an address, before anything is decided */
    static ServerTransaction begin(
            String text, ClientIdentity client, SessionContext around, SharedState shared, Consumer<String> seen)
            throws CommandRefusal {
        PathArgument argument = PathArgument.parse(text, "FROM:");
        Parameters.check(argument.parameters(), Parameters.MAIL);
        boolean utf8 = argument.parameters().containsKey("SMTPUTF8");
        String sender = ClientAddressSyntax.withoutFinalDot(argument.address());
        // such as root: an address once it is rewritten, or no sender
        boolean bare = !sender.isEmpty() && sender.indexOf('@') < 0;
        if (!sender.isEmpty()) {
            checkAddress(bare ? sender + "@localhost" : sender, "5.1.7", utf8);
        }
        seen.accept(sender);
        // the settings may have changed since the client connected
        Optional<Reply> shutOut = around.admission().connect(client);
        if (shutOut.isPresent()) {
            throw new CommandRefusal(shutOut.get());
        }
        Decision decision = around.admission().send(client, sender);
        if (decision instanceof Decision.Refused refused) {
            throw new CommandRefusal(refused.reply());
        }
        Account account = ((Decision.Admitted) decision).account();
        SenderPolicy policy = around.admission().senderPolicy(client, account);
        if (bare && !ClientAddressSyntax.isMailbox(SenderRewriting.sender(sender, policy, account))) {
            throw new CommandRefusal(NO_DOMAIN);
        }
        long limit =
                Math.min(around.limits().message().size(), around.delivery().largest(account));
        checkSize(argument.parameters(), limit, shared.files());
        Optional<MessageRate> rate = around.admission().rate(client);
        if (rate.isPresent() && !shared.rates().mayBegin(rate.get(), client.address())) {
            throw new CommandRefusal(Replies.TOO_FAST);
        }
        ServerTransaction transaction = new ServerTransaction(account, sender, policy, limit, utf8, shared.memory());
        transaction.wish(argument.parameters(), "");
        return transaction;
    }

    private static void checkSize(Map<String, String> parameters, long limit, IncomingFiles files)
            throws CommandRefusal {
        // up to 20 digits (RFC 1870 section 4), which overflows a long
        BigInteger announced = new BigInteger(parameters.getOrDefault("SIZE", "0"));
        if (announced.compareTo(BigInteger.valueOf(limit)) > 0) {
            throw new CommandRefusal(DataCommand.tooLarge(limit));
        }
        // a message that fits in memory is checked when it has arrived
        if (announced.longValue() > IncomingMessage.IN_MEMORY && !files.hasRoom(announced.longValue())) {
            throw new CommandRefusal(Replies.NO_ROOM);
        }
    }

    /** @param enhanced the RFC 3463 code for an invalid sender or recipient address */
    static void checkAddress(String address, String enhanced, boolean utf8) throws CommandRefusal {
        if (!ClientAddressSyntax.isMailbox(address)) {
            throw new CommandRefusal(553, enhanced, "Not an address of the form name@domain");
        }
        if (!utf8 && !Address.isAscii(address)) {
            // RFC 6531 section 3.5
            throw new CommandRefusal(553, "5.6.7", "A non-ASCII address needs SMTPUTF8 in MAIL FROM");
        }
    }
}
