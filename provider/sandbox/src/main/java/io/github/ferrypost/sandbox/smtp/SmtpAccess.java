package io.github.ferrypost.sandbox.smtp;

import io.github.ferrypost.sandbox.directory.Directory;
import io.github.ferrypost.sandbox.directory.Mailbox;
import io.github.ferrypost.sandbox.entra.AccessTokens;
import io.github.ferrypost.sandbox.entra.Bearer;
import io.github.ferrypost.sandbox.entra.Resource;
import io.github.ferrypost.sandbox.entra.TokenRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks an XOAUTH2 response. Thread-safe. */
final class SmtpAccess {
    /** An authenticated login. */
    static final class Login {
        private final Mailbox mailbox;
        private final String clientId;

        private Login(Mailbox mailbox, String clientId) {
            this.mailbox = mailbox;
            this.clientId = clientId;
        }

        Mailbox mailbox() {
            return mailbox;
        }

        String clientId() {
            return clientId;
        }
    }

    /** The reply, without the bracketed text that Exchange appends. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final String text;

        private Refused(String reply) {
            super(reply);
            this.text = reply;
        }

        @Override
        public String getMessage() {
            return text;
        }
    }

    static final String UNSUCCESSFUL = "535 5.7.3 Authentication unsuccessful";
    private static final String BLOCKED = "535 5.7.139 Authentication unsuccessful, ";
    private static final Pattern RESPONSE =
            Pattern.compile("user=([^\u0001]*)\u0001auth=Bearer ([^\u0001]*)\u0001\u0001", Pattern.CASE_INSENSITIVE);

    private final Directory directory;
    private final AccessTokens tokens;

    SmtpAccess(Directory directory, AccessTokens tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    /** The user in a response; empty if it cannot be parsed. */
    static String user(String base64) {
        Matcher matcher = RESPONSE.matcher(decode(base64));
        return matcher.matches() ? matcher.group(1) : "";
    }

    Login check(String base64) throws Refused {
        Matcher response = RESPONSE.matcher(decode(base64));
        if (!response.matches()) {
            throw new Refused(UNSUCCESSFUL);
        }
        Bearer bearer;
        try {
            bearer = tokens.check(response.group(2), Resource.EXCHANGE);
        } catch (TokenRefusedException e) {
            throw new Refused(UNSUCCESSFUL);
        }
        Mailbox mailbox = directory.mailbox(response.group(1)).orElseThrow(() -> new Refused(UNSUCCESSFUL));
        boolean byRbac = bearer.user().isEmpty() && mailbox.rbacGrants(bearer.clientId(), "SMTP.SendAsApp");
        // seen with a live tenant by sg1888/postfix-m365-relay: RBAC opens a shared mailbox as it is
        boolean open = (byRbac && mailbox.shared()) || (mailbox.licensed() && !mailbox.disabled());
        if (!open) {
            throw new Refused(UNSUCCESSFUL);
        }
        checkSwitches(mailbox);
        if (bearer.user().isPresent()) {
            // user= must name the token's own user: for a mailbox to which that user has access, Exchange answered 535
            // (and IMAP accepted the login)
            boolean own = bearer.user().filter(user -> mailbox.owner() == user).isPresent();
            if (!own || !bearer.scopes().contains("SMTP.Send")) {
                throw new Refused(UNSUCCESSFUL);
            }
            return new Login(mailbox, bearer.clientId());
        }
        boolean byRole = bearer.roles().contains("SMTP.SendAsApp") && mailbox.hasFullAccess(bearer.clientId());
        if (!byRbac && !byRole) {
            throw new Refused(UNSUCCESSFUL);
        }
        return new Login(mailbox, bearer.clientId());
    }

    private void checkSwitches(Mailbox mailbox) throws Refused {
        if (directory.securityDefaults()) {
            throw new Refused(BLOCKED + "user is locked by your organization's security defaults policy."
                    + " Contact your administrator.");
        }
        if (mailbox.smtpAuthDisabled().orElse(false)) {
            throw new Refused(BLOCKED + "SmtpClientAuthentication is disabled for the Mailbox."
                    + " Visit https://aka.ms/smtp_auth_disabled for more information.");
        }
        if (mailbox.smtpAuthDisabled().orElse(directory.smtpAuthDisabled())) {
            throw new Refused(BLOCKED + "SmtpClientAuthentication is disabled for the Tenant."
                    + " Visit https://aka.ms/smtp_auth_disabled for more information.");
        }
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
