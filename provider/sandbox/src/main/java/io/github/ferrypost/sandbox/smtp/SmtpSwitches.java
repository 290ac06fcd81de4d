package io.github.ferrypost.sandbox.smtp;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Options in which the SMTP server differs from Exchange Online. Mutable and thread-safe. */
public final class SmtpSwitches {
    /** The command at which a sender without permission is refused. */
    public enum SenderRefusal {
        /** At MAIL FROM, as Exchange does. */
        MAIL,
        /** At the first RCPT TO. */
        RCPT,
        /** At DATA. */
        DATA
    }

    private final Set<String> withheld = ConcurrentHashMap.newKeySet();
    private volatile SenderRefusal senderRefusal = SenderRefusal.MAIL;
    private volatile CertificateKind certificate = CertificateKind.USUAL;
    private volatile int connections = Integer.MAX_VALUE;

    /** Omits these keywords from EHLO, such as SIZE, DSN, SMTPUTF8, 8BITMIME, PIPELINING, STARTTLS, AUTH. */
    public SmtpSwitches withhold(String... keywords) {
        for (String keyword : keywords) {
            withheld.add(keyword.toUpperCase(Locale.ROOT));
        }
        return this;
    }

    /** Offers all keywords in EHLO again. */
    public SmtpSwitches offerAll() {
        withheld.clear();
        return this;
    }

    boolean offers(String line) {
        return !withheld.contains(line.split(" ", 2)[0]);
    }

    /** Where a sender without permission is refused (550 5.7.60). */
    public SmtpSwitches refuseSenderAt(SenderRefusal point) {
        senderRefusal = point;
        return this;
    }

    SenderRefusal senderRefusal() {
        return senderRefusal;
    }

    /**
     * Selects the server's certificate; kinds other than the usual one are created on first use, which takes seconds.
     */
    public SmtpSwitches certificate(CertificateKind kind) {
        certificate = kind;
        return this;
    }

    Certificate certificate() {
        return Certificate.of(certificate);
    }

    /** Limits connections over all mailboxes; those beyond it get a 421 instead of the banner. */
    public SmtpSwitches connections(int most) {
        connections = most;
        return this;
    }

    int connections() {
        return connections;
    }
}
