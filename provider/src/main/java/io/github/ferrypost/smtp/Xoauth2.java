package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Credential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** AUTH XOAUTH2 (RFC 4954, and Microsoft's page on OAuth for IMAP, POP and SMTP). For one sign-in. */
final class Xoauth2 {
    private static final String MECHANISM = "AUTH XOAUTH2";

    /**
     * Replies of servers that accept the command only with the credentials in it: a syntax error, an unimplemented
     * parameter, and the 451 of Apache James 3.8.1.
     */
    private static final Set<Integer> WANTS_ALL_AT_ONCE = Set.of(501, 504, 451);

    private final SmtpChannel channel;
    private final Duration patience;
    private final String name;

    /** @param name of the user or mailbox that signs in, see {@link LoginForms} */
    Xoauth2(SmtpChannel channel, Duration patience, String name) {
        this.channel = channel;
        this.patience = patience;
        this.name = name;
    }

    /** The user who signed in, or empty if the app signs in for itself. */
    static Optional<String> user(Account account) {
        Credential credential = account.credential();
        if (credential instanceof Credential.Delegated) {
            return Optional.of(((Credential.Delegated) credential).user());
        }
        if (credential instanceof Credential.Password) {
            return Optional.of(((Credential.Password) credential).user());
        }
        return Optional.empty();
    }

    /**
     * Sends the credentials on a line of their own after the 334 (RFC 4954 section 4): with them, the AUTH line would
     * exceed the maximum command length. A second 334 contains an error and requires an empty line before the actual
     * refusal.
     */
    SmtpReply run(String token) {
        try {
            String credentials = credentials(token);
            channel.send(List.of(MECHANISM));
            SmtpReply said = hear();
            if (said.code() == 334) {
                channel.sendSecret(credentials);
                said = hear();
            } else if (WANTS_ALL_AT_ONCE.contains(said.code())) {
                channel.sendSecret(MECHANISM + " " + credentials);
                said = hear();
            }
            if (said.code() == 334) {
                channel.send(List.of(""));
                said = hear();
            }
            return said;
        } catch (IOException e) {
            return SmtpReply.nothing(Phase.AUTH, ConnectFailure.reason(e));
        }
    }

    private SmtpReply hear() throws IOException {
        SmtpReply said = SmtpReply.of(Phase.AUTH, channel.reply(patience));
        SmtpChannel.trace(said);
        return said;
    }

    /** User and token, each terminated by a byte 1. */
    private String credentials(String token) {
        String plain = "user=" + name + "\u0001auth=Bearer " + token + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
