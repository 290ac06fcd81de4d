package io.github.ferrypost.sandbox.smtp;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import io.github.ferrypost.sandbox.smtp.SmtpSwitches.SenderRefusal;
import java.io.IOException;
import java.net.Socket;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One client's session. Not thread-safe. */
final class ServerConnection {
    static final long MAX_SIZE = 157_286_400;
    static final String HOST = "AM0PR01CA0001.outlook.office365.com";

    private static final Pattern VERB = Pattern.compile("[A-Z]{4,8}");
    private static final Set<String> MAIL_PARAMETERS =
            Set.of("SIZE", "BODY", "SMTPUTF8", "RET", "ENVID", "AUTH", "XMESSAGECONTEXT");
    private static final Set<String> RCPT_PARAMETERS = Set.of("NOTIFY", "ORCPT");
    /** Parameters, each with the extension it belongs to. */
    private static final Map<String, String> EXTENSIONS = Map.of(
            "SIZE",
            "SIZE",
            "BODY",
            "8BITMIME",
            "SMTPUTF8",
            "SMTPUTF8",
            "RET",
            "DSN",
            "ENVID",
            "DSN",
            "NOTIFY",
            "DSN",
            "ORCPT",
            "DSN");

    private static final String NOT_ALLOWED =
            "550 5.7.60 SMTP; Client does not have permissions to send as this sender";

    private final SmtpService service;
    private final Line line;
    private SmtpAccess.@Nullable Login login;
    private @Nullable Transaction transaction;
    private boolean greeted;

    ServerConnection(SmtpService service, Socket socket) throws IOException {
        this.service = service;
        this.line = new Line(service, socket);
    }

    /** Sends this reply instead of a banner, and ends. */
    void refuse(String reply) throws IOException {
        line.reply(reply);
        line.flush();
    }

    void run() throws IOException {
        if (line.fail(line.fault(Target.SMTP_CONNECT, null))) {
            // after any failure at the banner there is no session
            line.flush();
            return;
        }
        line.reply("220 " + HOST + " Microsoft ESMTP MAIL Service ready at "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        service.clock.instant().atOffset(ZoneOffset.UTC)));
        try {
            while (!line.closing()) {
                command();
            }
            line.flush();
        } finally {
            if (login != null) {
                service.requests.leave("smtp", login.mailbox().address(), "");
            }
        }
    }

    private void command() throws IOException {
        String text;
        try {
            text = line.in().line(service.limits.commandLine());
        } catch (Wire.TooLong e) {
            line.reply("500 5.3.3 Unrecognized command");
            return;
        }
        int blank = text.indexOf(' ');
        String verb = (blank < 0 ? text : text.substring(0, blank)).toUpperCase(Locale.ROOT);
        String argument = blank < 0 ? "" : text.substring(blank + 1).strip();
        try {
            serve(verb, argument);
        } finally {
            if (VERB.matcher(verb).matches()) {
                service.requests.note(verb, "smtp", line.lastCode(), mailbox(), "", "");
            }
        }
    }

    private String mailbox() {
        return login == null ? "" : login.mailbox().address();
    }

    private void serve(String verb, String argument) throws IOException {
        switch (verb) {
            case "EHLO":
                hello(true, argument);
                break;
            case "HELO":
                hello(false, argument);
                break;
            case "STARTTLS":
                startTls();
                break;
            case "AUTH":
                auth(argument);
                break;
            case "MAIL":
                mail(argument);
                break;
            case "RCPT":
                rcpt(argument);
                break;
            case "DATA":
                data();
                break;
            case "BDAT":
                bdat(argument);
                break;
            case "RSET":
                transaction = null;
                line.reply("250 2.0.0 Resetting");
                break;
            case "NOOP":
                line.reply("250 2.0.0 OK");
                break;
            case "VRFY":
                line.reply("252 2.1.5 Cannot VRFY user");
                break;
            case "QUIT":
                line.reply("221 2.0.0 Service closing transmission channel");
                line.hangUp();
                break;
            default:
                line.reply("500 5.3.3 Unrecognized command");
        }
    }

    private void hello(boolean extended, String name) throws IOException {
        if (line.fail(line.fault(Target.SMTP_EHLO, null))) {
            return;
        }
        if (name.isEmpty()) {
            line.reply("501 5.5.4 Invalid domain name");
            return;
        }
        greeted = true;
        transaction = null;
        if (!extended) {
            line.reply("250 " + HOST + " Hello [127.0.0.1]");
            return;
        }
        Stream<String> offers = Stream.of(
                        "SIZE " + MAX_SIZE,
                        "PIPELINING",
                        "DSN",
                        "ENHANCEDSTATUSCODES",
                        line.encrypted() ? "AUTH LOGIN XOAUTH2" : "STARTTLS",
                        "8BITMIME",
                        "BINARYMIME",
                        "CHUNKING",
                        "SMTPUTF8")
                .filter(service.switches::offers);
        line.reply(Stream.concat(Stream.of(HOST + " Hello [127.0.0.1]"), offers)
                .map(offer -> "250 " + offer)
                .toArray(String[]::new));
    }

    private void startTls() throws IOException {
        if (line.encrypted()) {
            line.reply("503 5.5.2 Only one STARTTLS command can be issued per session");
            return;
        }
        // create it before the reply, so that the client's handshake does not wait for keytool
        service.switches.certificate();
        line.reply("220 2.0.0 SMTP server ready");
        line.flush();
        if (line.fail(line.fault(Target.SMTP_TLS, null))) {
            line.hangUp();
            return;
        }
        line.startTls();
        greeted = false;
        transaction = null;
    }

    private void auth(String argument) throws IOException {
        if (!greeted) {
            line.reply("503 5.5.2 Send hello first");
        } else if (!line.encrypted()) {
            line.reply("504 5.7.4 Unrecognized authentication type");
        } else if (login != null) {
            line.reply("503 5.5.2 Already authenticated");
        } else {
            login = new Authentication(service, line).run(argument);
        }
    }

    private void mail(String argument) throws IOException {
        if (line.fail(line.fault(Target.SMTP_MAIL, mailbox()))) {
            return;
        }
        if (login == null) {
            line.reply(greeted ? "530 5.7.57 Client not authenticated to send mail." : "503 5.5.2 Send hello first");
            return;
        }
        if (transaction != null) {
            line.reply("503 5.5.2 Sender already specified");
            return;
        }
        @Nullable Path path = Path.parse(argument, "FROM");
        if (path == null) {
            line.reply("501 5.5.4 Invalid arguments");
            return;
        }
        Optional<String> refusal = refuse(path);
        if (refusal.isPresent()) {
            line.reply(refusal.get());
            return;
        }
        transaction = new Transaction(path);
        line.reply("250 2.1.0 Sender OK");
    }

    private Optional<String> refuse(Path sender) {
        Map<String, String> parameters = sender.parameters();
        if (!MAIL_PARAMETERS.containsAll(parameters.keySet()) || !isOffered(parameters)) {
            return Optional.of("501 5.5.4 Unrecognized parameter");
        }
        String size = parameters.getOrDefault("SIZE", "0");
        if (!size.matches("[0-9]{1,18}")) {
            return Optional.of("501 5.5.4 Invalid arguments");
        }
        if (Long.parseLong(size) > MAX_SIZE) {
            return Optional.of("552 5.3.4 Message size exceeds fixed maximum message size");
        }
        if (!sender.isAscii() && !parameters.containsKey("SMTPUTF8")) {
            return Optional.of("553 5.6.7 Address is not ASCII and SMTPUTF8 was not requested");
        }
        if (service.switches.senderRefusal() == SenderRefusal.MAIL
                && !loggedIn().mailbox().maySendAs(sender.address())) {
            return Optional.of(NOT_ALLOWED);
        }
        if (!service.pace.admits(mailbox())) {
            return Optional.of("421 4.4.2 Message submission rate for this client has exceeded the configured limit");
        }
        return Optional.empty();
    }

    /** A server that knows a parameter only with its extension refuses it otherwise (RFC 5321 section 4.1.1.11). */
    private boolean isOffered(Map<String, String> parameters) {
        return EXTENSIONS.entrySet().stream()
                .allMatch(each -> !parameters.containsKey(each.getKey()) || service.switches.offers(each.getValue()));
    }

    private boolean isRefusedAt(SenderRefusal point) {
        return transaction != null
                && service.switches.senderRefusal() == point
                && !loggedIn().mailbox().maySendAs(transaction.from);
    }

    private void rcpt(String argument) throws IOException {
        if (line.fail(line.fault(Target.SMTP_RCPT, mailbox()))) {
            return;
        }
        Path path = Path.parse(argument, "TO");
        if (transaction == null) {
            line.reply("503 5.5.2 Need mail command");
        } else if (isRefusedAt(SenderRefusal.RCPT)) {
            line.reply(NOT_ALLOWED);
        } else if (path == null
                || !RCPT_PARAMETERS.containsAll(path.parameters().keySet())
                || !isOffered(path.parameters())) {
            line.reply("501 5.5.4 Invalid arguments");
        } else if (!path.isMailbox()) {
            line.reply("501 5.1.3 Invalid address");
        } else if (!path.isAscii() && !transaction.utf8) {
            line.reply("553 5.6.7 Address is not ASCII and SMTPUTF8 was not requested");
        } else if (transaction.recipients().size() >= service.limits.recipients()) {
            line.reply("452 4.5.3 Too many recipients");
        } else {
            transaction.add(path);
            line.reply("250 2.1.5 Recipient OK");
        }
    }

    private void data() throws IOException {
        Optional<Fault> fault = line.fault(Target.SMTP_DATA, mailbox());
        boolean cut = fault.isPresent() && fault.get().kind() == Fault.Kind.DROP_DURING;
        if (!cut && line.fail(fault)) {
            return;
        }
        if (transaction == null || transaction.recipients().isEmpty()) {
            line.reply(transaction == null ? "503 5.5.2 Need mail command" : "503 5.5.2 Need rcpt command");
            return;
        }
        if (transaction.binary || transaction.chunks != null) {
            line.reply("503 5.5.2 BDAT is required for this message");
            return;
        }
        if (isRefusedAt(SenderRefusal.DATA)) {
            line.reply(NOT_ALLOWED);
            return;
        }
        line.reply("354 Start mail input; end with <CRLF>.<CRLF>");
        Content content = new Content(MAX_SIZE, transaction.declared);
        DataReader reader = new DataReader(line.in(), content);
        if (!reader.read(cut ? 64 : Long.MAX_VALUE)) {
            line.drop();
        }
        finish(content, reader.bareLineEnd());
    }

    /** After a successful AUTH. */
    private SmtpAccess.Login loggedIn() {
        return Objects.requireNonNull(login);
    }

    private void bdat(String argument) throws IOException {
        String[] words = argument.split(" +", -1);
        if (!words[0].matches("[0-9]{1,18}")) {
            line.reply("501 5.5.4 Invalid arguments");
            return;
        }
        boolean last = words.length > 1 && words[1].equalsIgnoreCase("LAST");
        Content content =
                transaction == null || transaction.chunks == null ? new Content(MAX_SIZE, 0) : transaction.chunks;
        boolean first = transaction != null && transaction.chunks == null;
        // the octets follow whatever the reply will be (RFC 3030 section 2)
        line.in().copy(Long.parseLong(words[0]), content);
        if (transaction == null || transaction.recipients().isEmpty()) {
            line.reply("503 5.5.2 Need rcpt command");
            return;
        }
        transaction.chunks = content;
        if (first && line.fail(line.fault(Target.SMTP_DATA, mailbox()))) {
            transaction = null;
        } else if (last) {
            finish(content, false);
        } else {
            line.reply("250 2.0.0 " + words[0] + " octets received");
        }
    }

    private void finish(Content content, boolean bareLineEnd) throws IOException {
        Transaction done = Objects.requireNonNull(transaction);
        transaction = null;
        new Acceptance(service, line, loggedIn()).finish(done, content, bareLineEnd);
    }
}
