package io.github.ferrypost.bridge.listen;

import io.github.ferrypost.bridge.admit.ClientIdentity;
import io.github.ferrypost.reply.Reply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's session, from greeting to QUIT: the command loop of RFC 5321. Runs in its own thread. */
final class SmtpSession {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpSession.class);

    /** How many commands without progress a client may send between two messages. */
    static final int IDLE_TALK = 1000;

    private final ClientChannel wire;
    private final OpenListener listener;
    private final SharedState shared;
    private final CommandTimeout timeout;
    private final AttemptRecorder recorder;
    private final CountDownLatch stopSignal = new CountDownLatch(1);
    private SessionContext around;
    private ClientIdentity client;
    private Optional<String> helo = Optional.empty();
    private boolean extended;
    private boolean silentSinceTls;
    private volatile @Nullable ServerTransaction transaction;
    private int refusals;
    private int failedLogins;
    private int idleTalk;
    private volatile boolean waiting;
    private volatile Reply closing = Replies.CLOSING;

    SmtpSession(ClientChannel wire, OpenListener listener, SharedState shared) {
        this.wire = wire;
        this.listener = listener;
        this.around = listener.context();
        this.shared = shared;
        this.recorder = new AttemptRecorder(wire);
        this.client = around.admission().identify(wire.client());
        this.timeout = new CommandTimeout(() -> around, System::nanoTime);
    }

    /** Runs until the connection ends. Sends the last reply; the caller closes the connection. */
    void run() {
        try {
            encryptAtOnce();
            wire.say("220 " + around.name() + " ESMTP Ferrypost\r\n");
            Optional<Reply> farewell = Optional.empty();
            while (farewell.isEmpty()) {
                farewell = next();
            }
            wire.say(farewell.get());
        } catch (SocketTimeoutException e) {
            lastWord(timeout.isOver(client) ? Replies.NO_LOGIN : Replies.TOO_SLOW);
        } catch (SSLException e) {
            recorder.handshakeFailed();
            report("TLS", handshake(e));
        } catch (IOException e) {
            if (silentSinceTls && !stopping()) {
                // a TLS alert may be lost if the client closes at once
                report("STARTTLS", Replies.LEFT_AFTER_TLS);
            }
            LOG.debug("Connection of {} ended: {}", client.address().getHostAddress(), e.toString());
        } finally {
            forgetMail();
            recorder.end(around, client, helo.orElse(""));
        }
    }

    /**
     * Called from another thread: disconnects a client that is between commands; any other client after its message.
     */
    void stop() throws IOException {
        stopSignal.countDown();
        if (waiting) {
            wire.stopReading();
        }
    }

    /** Called from another thread: like {@link #stop}, but a client in a mail transaction may finish it. */
    void drain() throws IOException {
        closing = Replies.REMOVED;
        if (waiting && transaction == null) {
            wire.stopReading();
        }
    }

    private boolean stopping() {
        return stopSignal.getCount() == 0 || (closing.equals(Replies.REMOVED) && transaction == null);
    }

    /** Between two messages a session takes over changed settings; a message keeps those that it began with. */
    private void followSettings() {
        SessionContext now = listener.context();
        if (transaction == null && !now.equals(around)) {
            around = now;
            client = now.admission().again(client);
        }
    }

    private void lastWord(Reply reply) {
        try {
            wire.say(reply);
        } catch (IOException e) {
            LOG.debug("Connection of {} ended: {}", client.address().getHostAddress(), e.toString());
        }
    }

    private void encryptAtOnce() throws IOException {
        if (around.tls().isPresent() && around.tls().get().startsAtOnce()) {
            Tls tls = around.tls().get();
            wire.encrypt(tls.context(), tls.protocols(), timeout.forCommand(client));
            client = client.withTls();
        }
    }

    /** Java's word for octets that are no TLS record. */
    private Reply handshake(SSLException e) {
        String said = String.valueOf(e.getMessage());
        boolean plain = !client.encrypted()
                && around.tls().map(Tls::startsAtOnce).orElse(false)
                && said.contains("SSL message");
        return (plain ? Replies.NO_TLS_AT_ONCE : Replies.HANDSHAKE).withDetail(said);
    }

    /** Handles one command; returns the closing reply if it was the last. */
    private Optional<Reply> next() throws IOException {
        waiting = true;
        if (stopping()) {
            return Optional.of(closing);
        }
        CommandLine line = wire.readLine(timeout.forCommand(client));
        waiting = false;
        return switch (line.kind()) {
            case END -> {
                if (stopping()) {
                    yield Optional.of(closing);
                }
                throw new IOException("the client disconnected");
            }
            case TLS -> end("a TLS handshake on this port", Replies.TLS_AT_ONCE);
            case BROKEN -> end("a line with a bare CR or NUL", Replies.NOT_SMTP);
            case TOO_LONG -> refuse("a line that is too long", Replies.TOO_LONG);
            case TEXT -> SmtpCommand.isHttp(line.text()) ? end("HTTP", Replies.NO_HTTP) : command(line.text());
        };
    }

    private Optional<Reply> command(String line) throws IOException {
        silentSinceTls = false;
        Optional<SmtpCommand> known = SmtpCommand.of(line);
        if (known.isEmpty()) {
            // do not echo the command: a client that is out of step sends its password here
            return refuse("unknown command", Replies.UNKNOWN);
        }
        SmtpCommand verb = known.get();
        followSettings();
        if (verb != SmtpCommand.AUTH && line.length() > ClientChannel.LONGEST_COMMAND) {
            return refuse(verb.name(), Replies.TOO_LONG);
        }
        try {
            return carryOut(verb, verb.argument(line));
        } catch (CommandRefusal refusal) {
            return refuse(verb == SmtpCommand.MAIL || verb == SmtpCommand.RCPT ? line : verb.name(), refusal.reply());
        } catch (RuntimeException e) {
            around.journal().failed(client.address(), verb.name(), e);
            wire.say(Replies.BROKEN);
            return Optional.empty();
        } catch (Error e) {
            // out of memory or stack: affects only this session, and ends it
            forgetMail();
            wire.say(Replies.FAILED);
            around.journal().failed(client.address(), verb.name(), e);
            throw new IOException("the session failed: " + e);
        }
    }

    private Optional<Reply> carryOut(SmtpCommand verb, String argument) throws IOException, CommandRefusal {
        switch (verb) {
            case QUIT -> {
                return Optional.of(Replies.BYE);
            }
            case BDAT -> {
                return end("BDAT", Replies.NO_CHUNKS);
            }
            case EHLO, HELO -> {
                hello(verb, argument);
                return countTalk();
            }
            case STARTTLS -> startTls(argument);
            case AUTH -> {
                return logIn(argument);
            }
            case MAIL -> mail(argument);
            case RCPT -> recipient(argument);
            case DATA -> data(argument);
            case RSET -> {
                forgetMail();
                return talk(Replies.OK);
            }
            case NOOP -> {
                return talk(Replies.OK);
            }
            case VRFY -> {
                return talk(Replies.NOT_VERIFIED);
            }
            case EXPN -> throw new CommandRefusal(502, "5.5.1", "The bridge has no mailing lists");
            case HELP -> {
                return talk(Replies.HELP);
            }
        }
        return Optional.empty();
    }

    /** The name is optional: a UPS that sends a bare HELO has no setting for it, and the bridge does not need it. */
    private void hello(SmtpCommand verb, String name) throws IOException {
        forgetMail();
        helo = Optional.of(name);
        extended = verb == SmtpCommand.EHLO;
        wire.say(extended ? EhloReply.of(around, client) : "250 " + around.name() + "\r\n");
    }

    private void startTls(String argument) throws IOException, CommandRefusal {
        if (!argument.isEmpty()) {
            throw new CommandRefusal(501, "5.5.4", "STARTTLS has no parameters");
        }
        if (client.encrypted()) {
            throw new CommandRefusal(503, "5.5.1", "TLS is already active");
        }
        Tls tls = around.tls()
                .filter(offered -> offered.isOfferedTo(client))
                .orElseThrow(() -> new CommandRefusal(Replies.NO_TLS));
        SSLContext context;
        try {
            context = tls.context();
        } catch (IOException e) {
            throw new CommandRefusal(Reply.of(454, "4.7.0", "TLS is not available, see the bridge's log")
                    .withDetail(String.valueOf(e.getMessage())));
        }
        wire.say(Reply.of(220, "2.0.0", "Ready to start TLS"));
        silentSinceTls = true;
        wire.encrypt(context, tls.protocols(), timeout.forCommand(client));
        client = client.withTls();
        helo = Optional.empty();
        forgetMail();
    }

    private Optional<Reply> logIn(String argument) throws IOException, CommandRefusal {
        demandHello();
        if (transaction != null) {
            throw new CommandRefusal(503, "5.5.1", "AUTH is not allowed during a mail transaction");
        }
        if (client.login().isPresent()) {
            throw new CommandRefusal(503, "5.5.1", "Already logged in");
        }
        Optional<Reply> hindrance = around.admission().mayLogIn(client);
        if (hindrance.isPresent()) {
            throw new CommandRefusal(hindrance.get());
        }
        AuthCommand login = AuthCommand.ask(wire, argument, timeout.forCommand(client));
        if (!shared.logins().mayTry(client.address())) {
            around.journal().refused(new Rejection(client, "AUTH", login.user(), Replies.LOGINS_PAUSED));
            return Optional.of(Replies.LOGINS_PAUSED);
        }
        Optional<Reply> refusal = around.admission().logIn(client, login.user(), login.password());
        if (refusal.isEmpty()) {
            shared.logins().right(client.address());
            client = client.withLogin(login.user());
            wire.say(Reply.of(235, "2.7.0", "Authentication successful"));
            return Optional.empty();
        }
        around.journal().refused(new Rejection(client, "AUTH", login.user(), refusal.get()));
        holdBack(shared.logins().wrong(client.address()));
        if (++failedLogins >= around.limits().failedLogins()) {
            return Optional.of(Replies.TOO_MANY_LOGINS);
        }
        return count(refusal.get());
    }

    /** Delays a reply; shutdown cuts the delay short. Blocks only the client's own connection. */
    private void holdBack(Duration delay) throws IOException {
        wire.flush();
        try {
            if (stopSignal.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debug("Refused login of {} disconnected before the delay ended", client.address());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void mail(String argument) throws IOException, CommandRefusal {
        demandHello();
        if (transaction != null) {
            throw new CommandRefusal(503, "5.5.1", "Sender already given: send RSET to start a new message");
        }
        transaction = MailCommand.begin(
                argument, client, around, shared, sender -> recorder.sender(around, client, helo.orElse(""), sender));
        wire.say(Reply.of(250, "2.1.0", "Sender OK"));
    }

    private void recipient(String argument) throws IOException, CommandRefusal {
        ServerTransaction begun = demandMail();
        wire.say(RcptCommand.add(argument, begun, around.limits().message().recipients()));
    }

    private void data(String argument) throws IOException, CommandRefusal {
        ServerTransaction begun = demandMail();
        if (begun.count() == 0) {
            throw new CommandRefusal(554, "5.5.1", "No valid recipients");
        }
        if (!argument.isEmpty()) {
            throw new CommandRefusal(501, "5.5.4", "DATA has no parameters");
        }
        idleTalk = 0;
        try {
            Reply reply = new DataCommand(wire, around, shared, client, helo.orElse(""), extended).receive(begun);
            if (reply.code() < 300) {
                refusals = 0;
            }
            wire.say(reply);
        } catch (IOException e) {
            if (wire.endsLinesWithLf()) {
                report("DATA", Replies.LF_IN_DATA);
            }
            throw e;
        } finally {
            forgetMail();
        }
    }

    private void demandHello() throws CommandRefusal {
        if (helo.isEmpty()) {
            throw new CommandRefusal(503, "5.5.1", "Send EHLO or HELO first");
        }
    }

    private ServerTransaction demandMail() throws CommandRefusal {
        if (transaction == null) {
            throw new CommandRefusal(503, "5.5.1", "Send MAIL first");
        }
        return transaction;
    }

    private void forgetMail() {
        if (transaction != null) {
            transaction.release();
            transaction = null;
        }
    }

    /** Refuses a command; returns the closing reply if the client has had too many refusals. */
    private Optional<Reply> refuse(String at, Reply reply) throws IOException {
        if (transaction != null && RcptCommand.isOfRecipient(reply)) {
            wire.say(reply);
            return Optional.empty();
        }
        report(at, reply);
        return count(reply);
    }

    /**
     * Like Postfix' smtpd_hard_error_limit: every refusal counts until a message succeeds, except refused recipients,
     * which are the message's fault and not the client's.
     */
    private Optional<Reply> count(Reply reply) throws IOException {
        if (++refusals >= around.limits().refusals()) {
            return Optional.of(Replies.TOO_MANY_REFUSALS);
        }
        wire.say(reply);
        return Optional.empty();
    }

    private Optional<Reply> end(String at, Reply reply) {
        report(at, reply);
        return Optional.of(reply);
    }

    private void report(String at, Reply reply) {
        around.journal().refused(new Rejection(client, at, "", reply));
    }

    private Optional<Reply> talk(Reply reply) throws IOException {
        wire.say(reply);
        return countTalk();
    }

    private Optional<Reply> countTalk() {
        return ++idleTalk > IDLE_TALK ? end("too many commands", Replies.TOO_MUCH_TALK) : Optional.empty();
    }
}
