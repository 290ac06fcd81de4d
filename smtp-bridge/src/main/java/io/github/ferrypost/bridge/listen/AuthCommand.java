package io.github.ferrypost.bridge.listen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

/** The user name and password of an AUTH command (RFC 4954). No secret appears in {@link #toString()}. */
record AuthCommand(String user, String password) {
    private static final String PROMPT_USER = "334 VXNlcm5hbWU6\r\n";
    private static final String PROMPT_PASSWORD = "334 UGFzc3dvcmQ6\r\n";
    private static final String PROMPT = "334 \r\n";

    /** The mechanisms that {@link #ask} implements, as EHLO lists them. */
    static final String MECHANISMS = "PLAIN LOGIN";

    /** RFC 4616 section 2: a server has to accept names of up to 255 octets. */
    static final int LONGEST_USER = 255;

    /**
     * Runs the AUTH exchange.
     *
     * @param argument the mechanism and an optional initial response
     * @throws CommandRefusal if the exchange is malformed or cancelled
     */
    static AuthCommand ask(ClientChannel wire, String argument, Duration idle) throws IOException, CommandRefusal {
        int blank = argument.indexOf(' ');
        String mechanism = (blank < 0 ? argument : argument.substring(0, blank)).toUpperCase(Locale.ROOT);
        String first = blank < 0 ? "" : argument.substring(blank).trim();
        AuthCommand login = switch (mechanism) {
            case "PLAIN" -> plain(first.isEmpty() ? response(wire, PROMPT, idle) : first);
            case "LOGIN" -> {
                String user = decode(first.isEmpty() ? response(wire, PROMPT_USER, idle) : first);
                yield new AuthCommand(user, decode(response(wire, PROMPT_PASSWORD, idle)));
            }
            case "" -> throw new CommandRefusal(501, "5.5.4", "Syntax: AUTH mechanism");
            default -> throw new CommandRefusal(504, "5.5.4", "Unknown mechanism: use PLAIN or LOGIN");
        };
        if (login.user.getBytes(StandardCharsets.UTF_8).length > LONGEST_USER) {
            throw new CommandRefusal(501, "5.5.2", "The user name has more than " + LONGEST_USER + " octets");
        }
        return login;
    }

    private static String response(ClientChannel wire, String prompt, Duration idle)
            throws IOException, CommandRefusal {
        wire.say(prompt);
        CommandLine line = wire.readLine(idle);
        switch (line.kind()) {
            case TEXT -> {
                if (line.text().equals("*")) {
                    throw new CommandRefusal(501, "5.7.0", "Client cancelled the login");
                }
                return line.text();
            }
            // RFC 4954 section 4
            case TOO_LONG -> throw new CommandRefusal(500, "5.5.6", "Login response is too long");
            default -> throw new CommandRefusal(501, "5.5.2", "Login response does not end in CRLF");
        }
    }

    /** RFC 4616: authorization identity (ignored), user and password, separated by NUL. */
    private static AuthCommand plain(String response) throws CommandRefusal {
        String message = decode(response);
        int first = message.indexOf('\0');
        int second = message.indexOf('\0', first + 1);
        if (first < 0 || second < 0) {
            throw new CommandRefusal(501, "5.5.2", "Response does not fit mechanism PLAIN");
        }
        return new AuthCommand(message.substring(first + 1, second), message.substring(second + 1));
    }

    private static String decode(String response) throws CommandRefusal {
        try {
            // RFC 4954 section 4: a single "=" is the empty response
            return response.equals("=")
                    ? ""
                    : new String(Base64.getDecoder().decode(response.trim()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new CommandRefusal(501, "5.5.2", "Login response is not valid base64");
        }
    }

    @Override
    public String toString() {
        return "login";
    }
}
