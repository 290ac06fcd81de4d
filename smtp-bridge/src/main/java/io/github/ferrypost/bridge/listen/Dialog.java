package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.bridge.admit.Client;
import io.github.ferrypost.bridge.admit.Decision;
import io.github.ferrypost.reply.Reply;
import java.io.IOException;
import java.math.BigInteger;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's session, from greeting to farewell: the loop of commands of RFC 5321. Used by its own thread. */
final class Dialog {
    private static final Logger LOG = LoggerFactory.getLogger(Dialog.class);

    /** Commands that carry nothing forward, between one mail and the next. */
    private static final int IDLE_TALK = 1000;

    private static final Reply OK = Reply.of(250, "2.0.0", "OK");
    private static final Reply BYE = Reply.of(221, "2.0.0", "Bye");
    private static final Reply CLOSING = Reply.of(421, "4.3.2", "The bridge is being stopped, try again later");
    private static final Reply TOO_SLOW = Reply.of(421, "4.4.2", "Waited too long for you, closing the connection");
    private static final Reply NO_HTTP = Reply.of(421, "4.7.0", "This is SMTP, not HTTP");
    private static final Reply NOT_SMTP = Reply.of(421, "4.7.0", "A line has to end in CRLF and be one, closing");
    private static final Reply TOO_MANY_MISTAKES = Reply.of(421, "4.7.0", "Too many errors, closing the connection");
    private static final Reply TOO_MANY_LOGINS = Reply.of(421, "4.7.0", "Too many failed logins, closing");
    private static final Reply TOO_MUCH_TALK = Reply.of(421, "4.7.0", "Too many commands without a mail, closing");
    private static final Reply NO_CHUNKS =
            Reply.of(502, "5.5.1", "BDAT was not offered, closing before its octets are taken for commands");
    private static final Reply BROKEN = Reply.of(451, "4.3.0", "The bridge has failed at this, see its log");

    private final Wire wire;
    private final Surroundings around;
    private Client client;
    private Optional<String> helo = Optional.empty();
    private boolean extended;
    private Transaction transaction;
    private int mistakes;
    private int failedLogins;
    private int idleTalk;
    private volatile boolean waiting;
    private volatile boolean stopping;

    Dialog(Wire wire, Surroundings around) {
        this.wire = wire;
        this.around = around;
        this.client = Client.connected(wire.client());
    }

    /** Ends when the connection does; says its last word, but leaves the closing to the caller. */
    void run() {
        try {
            wire.say("220 " + around.name() + " ESMTP Ferrypost\r\n");
            Optional<Reply> farewell = Optional.empty();
            while (farewell.isEmpty()) {
                farewell = next();
            }
            wire.say(farewell.get());
        } catch (SocketTimeoutException e) {
            lastWord(TOO_SLOW);
        } catch (IOException e) {
            LOG.debug("Connection of {} ended: {}", client.address().getHostAddress(), e.toString());
        }
    }

    /** From another thread: a client between two commands is sent away now, any other after its mail. */
    void stop() throws IOException {
        stopping = true;
        if (waiting) {
            wire.stopReading();
        }
    }

    private void lastWord(Reply reply) {
        try {
            wire.say(reply);
        } catch (IOException e) {
            LOG.debug("Connection of {} ended: {}", client.address().getHostAddress(), e.toString());
        }
    }

    /** One command; the farewell where it was the last. */
    private Optional<Reply> next() throws IOException {
        waiting = true;
        if (stopping) {
            return Optional.of(CLOSING);
        }
        Line line = wire.readLine(around.limits().idle());
        waiting = false;
        return switch (line.kind()) {
            case END -> {
                if (stopping) {
                    yield Optional.of(CLOSING);
                }
                throw new IOException("the client left");
            }
            case BROKEN -> Optional.of(NOT_SMTP);
            case TOO_LONG -> answer(Reply.of(500, "5.5.2", "The line is too long"));
            case TEXT -> Verb.isHttp(line.text()) ? Optional.of(NO_HTTP) : command(line.text());
        };
    }

    private Optional<Reply> command(String line) throws IOException {
        Optional<Verb> known = Verb.of(line);
        if (known.isEmpty()) {
            return answer(Reply.of(500, "5.5.2", "Command not known"));
        }
        Verb verb = known.get();
        try {
            return carryOut(verb, verb.argument(line));
        } catch (Refusal refusal) {
            return answer(refusal.reply());
        } catch (RuntimeException e) {
            LOG.error("{} has failed", verb, e);
            return answer(BROKEN);
        }
    }

    private Optional<Reply> carryOut(Verb verb, String argument) throws IOException, Refusal {
        switch (verb) {
            case QUIT -> {
                return Optional.of(BYE);
            }
            case BDAT -> {
                return Optional.of(NO_CHUNKS);
            }
            case EHLO, HELO -> hello(verb, argument);
            case STARTTLS -> startTls(argument);
            case AUTH -> {
                return logIn(argument);
            }
            case MAIL -> mail(Argument.parse(argument, "FROM:"));
            case RCPT -> recipient(argument);
            case DATA -> data(argument);
            case RSET -> {
                transaction = null;
                return talk(OK);
            }
            case NOOP -> {
                return talk(OK);
            }
            case VRFY -> {
                return talk(Reply.of(252, "2.5.2", "Cannot verify, but will try to deliver"));
            }
            case EXPN -> throw new Refusal(502, "5.5.1", "There are no lists to expand");
            case HELP -> {
                return talk(Reply.of(214, "2.0.0", "Ferrypost carries mail to Microsoft 365; see its documentation"));
            }
        }
        return Optional.empty();
    }

    private void hello(Verb verb, String name) throws IOException, Refusal {
        if (name.isEmpty()) {
            throw new Refusal(501, "5.5.4", "Syntax: " + verb + " name");
        }
        transaction = null;
        helo = Optional.of(name);
        extended = verb == Verb.EHLO;
        countTalk();
        if (!extended) {
            wire.say("250 " + around.name() + "\r\n");
            return;
        }
        StringBuilder lines = new StringBuilder("250-" + around.name() + "\r\n")
                .append("250-SIZE ")
                .append(around.limits().size())
                .append("\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n");
        if (around.dsn()) {
            lines.append("250-DSN\r\n");
        }
        if (around.tls().isPresent() && !client.encrypted()) {
            lines.append("250-STARTTLS\r\n");
        }
        if (around.admission().offersLogin(client) && client.login().isEmpty()) {
            lines.append("250-AUTH ").append(Login.MECHANISMS).append("\r\n");
        }
        wire.say(lines.append("250 ENHANCEDSTATUSCODES\r\n").toString());
    }

    private void startTls(String argument) throws IOException, Refusal {
        if (!argument.isEmpty()) {
            throw new Refusal(501, "5.5.4", "STARTTLS has no parameters");
        }
        if (client.encrypted()) {
            throw new Refusal(503, "5.5.1", "TLS is on already");
        }
        Tls tls = around.tls().orElseThrow(() -> new Refusal(502, "5.5.1", "TLS is not offered"));
        javax.net.ssl.SSLContext context;
        try {
            context = tls.context();
        } catch (IOException e) {
            LOG.error("No certificate for STARTTLS: {}", e.getMessage());
            throw new Refusal(454, "4.7.0", "TLS is not available, see the log of the bridge");
        }
        wire.say(Reply.of(220, "2.0.0", "Ready to start TLS"));
        wire.encrypt(context, around.limits().idle());
        client = client.withTls();
        helo = Optional.empty();
        transaction = null;
    }

    private Optional<Reply> logIn(String argument) throws IOException, Refusal {
        demandHello();
        if (transaction != null) {
            throw new Refusal(503, "5.5.1", "AUTH has no place within a mail");
        }
        if (client.login().isPresent()) {
            throw new Refusal(503, "5.5.1", "Logged in already");
        }
        Optional<Reply> hindrance = around.admission().mayLogIn(client);
        if (hindrance.isPresent()) {
            throw new Refusal(hindrance.get());
        }
        Login login = Login.ask(wire, argument, around.limits().idle());
        Optional<Reply> refusal = around.admission().logIn(client, login.user(), login.password());
        if (refusal.isEmpty()) {
            client = client.withLogin(login.user());
            wire.say(Reply.of(235, "2.7.0", "Authentication successful"));
            return Optional.empty();
        }
        around.journal().refused(client.address(), "AUTH", refusal.get());
        if (++failedLogins >= around.limits().failedLogins()) {
            return Optional.of(TOO_MANY_LOGINS);
        }
        wire.say(refusal.get());
        return Optional.empty();
    }

    private void mail(Argument argument) throws IOException, Refusal {
        demandHello();
        if (transaction != null) {
            throw new Refusal(503, "5.5.1", "There is a sender already: RSET begins anew");
        }
        Parameters.check(argument.parameters(), Parameters.MAIL);
        boolean utf8 = argument.parameters().containsKey("SMTPUTF8");
        String sender = argument.address();
        if (!sender.isEmpty()) {
            checkAddress(sender, "5.1.7", utf8);
        }
        Decision decision = around.admission().send(client, sender);
        if (decision instanceof Decision.Refused refused) {
            around.journal().refused(client.address(), "MAIL FROM:<" + sender + ">", refused.reply());
            throw new Refusal(refused.reply());
        }
        Account account = ((Decision.Admitted) decision).account();
        long limit = Math.min(around.limits().size(), around.delivery().largest(account));
        checkSize(argument.parameters(), limit);
        transaction = new Transaction(account, sender, limit, utf8);
        transaction.wish(argument.parameters(), "");
        wire.say(Reply.of(250, "2.1.0", "Sender OK"));
    }

    private static void checkSize(Map<String, String> parameters, long limit) throws Refusal {
        // of 20 digits (RFC 1870 section 4), which is more than a long has
        BigInteger announced = new BigInteger(parameters.getOrDefault("SIZE", "0"));
        if (announced.compareTo(BigInteger.valueOf(limit)) > 0) {
            throw new Refusal(tooLarge(limit));
        }
    }

    static Reply tooLarge(long limit) {
        return Reply.of(552, "5.3.4", "The message is larger than the " + limit + " bytes that can go on from here")
                .withRemedy("Send less, or raise ferrypost.bridge.max-size where the account's road carries more.");
    }

    private void recipient(String text) throws IOException, Refusal {
        if (transaction == null) {
            throw new Refusal(503, "5.5.1", "There is no sender yet: MAIL comes first");
        }
        Argument argument = Argument.parse(text, "TO:");
        Parameters.check(argument.parameters(), Parameters.RCPT);
        checkAddress(argument.address(), "5.1.3", transaction.utf8());
        if (transaction.count() >= around.limits().recipients()) {
            // RFC 5321 section 4.5.3.1.10: a client sends the rest in a mail of its own
            throw new Refusal(
                    452,
                    "4.5.3",
                    "Too many recipients for one mail, at most "
                            + around.limits().recipients());
        }
        transaction.add(argument.address());
        transaction.wish(argument.parameters(), " " + argument.address());
        wire.say(Reply.of(250, "2.1.5", "Recipient OK"));
    }

    private static void checkAddress(String address, String enhanced, boolean utf8) throws Refusal {
        if (!Address.isMailbox(address)) {
            throw new Refusal(553, enhanced, "Not a mail address of the form name@domain");
        }
        if (!utf8 && !Address.isAscii(address)) {
            // RFC 6531 section 3.5
            throw new Refusal(553, "5.6.7", "An address beyond ASCII needs SMTPUTF8 in MAIL FROM");
        }
    }

    private void data(String argument) throws IOException, Refusal {
        if (transaction == null) {
            throw new Refusal(503, "5.5.1", "There is no sender yet: MAIL comes first");
        }
        if (transaction.count() == 0) {
            throw new Refusal(554, "5.5.1", "There is no recipient");
        }
        if (!argument.isEmpty()) {
            throw new Refusal(501, "5.5.4", "DATA has no parameters");
        }
        Transaction complete = transaction;
        transaction = null;
        idleTalk = 0;
        wire.say(new Reception(wire, around, client, helo.orElse(""), extended).receive(complete));
    }

    private void demandHello() throws Refusal {
        if (helo.isEmpty()) {
            throw new Refusal(503, "5.5.1", "EHLO or HELO comes first");
        }
    }

    /** Counts what shows that the other side does not speak SMTP; a refused address does not. */
    private Optional<Reply> answer(Reply reply) throws IOException {
        boolean mistake = (reply.code() >= 500 && reply.code() <= 504) || reply.code() == 555;
        if (mistake && ++mistakes >= around.limits().mistakes()) {
            return Optional.of(TOO_MANY_MISTAKES);
        }
        wire.say(reply);
        return Optional.empty();
    }

    private Optional<Reply> talk(Reply reply) throws IOException {
        wire.say(reply);
        return countTalk();
    }

    private Optional<Reply> countTalk() {
        return ++idleTalk > IDLE_TALK ? Optional.of(TOO_MUCH_TALK) : Optional.empty();
    }
}
