package io.github.ferrypost.sandbox.smtp;

import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The AUTH command: XOAUTH2 in one line or two, and LOGIN, which is always refused. Not thread-safe. */
final class Authentication {
    /** RFC 4954 section 4. */
    private static final int RESPONSE_LINE = 12_288;

    private final SmtpService service;
    private final Line line;

    Authentication(SmtpService service, Line line) {
        this.service = service;
        this.line = line;
    }

    /** The login, or null after a refusal. */
    SmtpAccess.@Nullable Login run(String argument) throws IOException {
        int blank = argument.indexOf(' ');
        String mechanism = (blank < 0 ? argument : argument.substring(0, blank)).toUpperCase(Locale.ROOT);
        @Nullable
        String initial = blank < 0 ? null : argument.substring(blank + 1).strip();
        switch (mechanism) {
            case "XOAUTH2":
                return xoauth2(initial);
            case "LOGIN":
                login(initial);
                return null;
            default:
                line.reply("504 5.7.4 Unrecognized authentication type");
                return null;
        }
    }

    private SmtpAccess.@Nullable Login xoauth2(@Nullable String initial) throws IOException {
        String response = initial == null || initial.equals("=") ? ask("334 ") : initial;
        if (response == null) {
            return null;
        }
        if (line.fail(line.fault(Target.SMTP_AUTH, SmtpAccess.user(response)))) {
            return null;
        }
        try {
            SmtpAccess.Login login = service.access.check(response);
            service.requests.enter("smtp", login.mailbox().address(), "");
            line.reply("235 2.7.0 Authentication successful");
            return login;
        } catch (SmtpAccess.Refused e) {
            refuse(e.getMessage(), response);
            return null;
        }
    }

    private void refuse(String reply, String response) throws IOException {
        if (service.challenges && !response.equals("*")) {
            String detail = "{\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"https://outlook.office365.com/\"}";
            String base64 = Base64.getEncoder().encodeToString(detail.getBytes(StandardCharsets.UTF_8));
            // the client answers with an empty line, whose content is ignored
            if (ask("334 " + base64) == null) {
                return;
            }
        }
        line.reply(reply + " [" + ServerConnection.HOST + "]");
    }

    private void login(@Nullable String initial) throws IOException {
        String user = initial == null ? ask("334 VXNlcm5hbWU6") : initial;
        if (user != null && ask("334 UGFzc3dvcmQ6") != null) {
            line.reply("535 5.7.139 Authentication unsuccessful, basic authentication is disabled. ["
                    + ServerConnection.HOST + "]");
        }
    }

    /** The client's response to a challenge, or null if it was too long. */
    private @Nullable String ask(String challenge) throws IOException {
        line.reply(challenge);
        try {
            return line.in().line(RESPONSE_LINE);
        } catch (Wire.TooLong e) {
            line.reply("500 5.5.6 Authentication exchange line is too long");
            return null;
        }
    }
}
