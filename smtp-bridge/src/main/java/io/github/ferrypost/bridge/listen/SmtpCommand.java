package io.github.ferrypost.bridge.listen;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands that the parser recognizes; the session does not offer all of them. */
enum SmtpCommand {
    EHLO,
    HELO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    BDAT,
    RSET,
    NOOP,
    VRFY,
    EXPN,
    HELP,
    QUIT;

    /** How HTTP requests start. A web page can make a browser send one to this port with SMTP commands in its body. */
    private static final Set<String> HTTP =
            Set.of("GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "DELETE", "PATCH", "TRACE", "HOST:", "PRI");

    private static final Map<String, SmtpCommand> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SmtpCommand::name, verb -> verb));

    static Optional<SmtpCommand> of(String line) {
        return Optional.ofNullable(BY_NAME.get(firstWord(line)));
    }

    static boolean isHttp(String line) {
        return HTTP.contains(firstWord(line));
    }

    private static String firstWord(String line) {
        int blank = line.indexOf(' ');
        return (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
    }

    /** The rest of the line after the verb. */
    String argument(String line) {
        return line.substring(Math.min(line.length(), name().length())).trim();
    }
}
