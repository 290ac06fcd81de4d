package io.github.ferrypost.sandbox.smtp;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How the SMTP server differs from Exchange Online, until it is told otherwise. Mutable and thread-safe. */
public final class SmtpSwitches {
    /** The point at which a sender that may not be used is refused. */
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

    /** EHLO leaves these keywords out, such as SIZE, DSN, SMTPUTF8, 8BITMIME, PIPELINING, STARTTLS, AUTH. */
    public SmtpSwitches withhold(String... keywords) {
        for (String keyword : keywords) {
            withheld.add(keyword.toUpperCase(Locale.ROOT));
        }
        return this;
    }

    /** EHLO offers everything again. */
    public SmtpSwitches offerAll() {
        withheld.clear();
        return this;
    }

    boolean offers(String line) {
        return !withheld.contains(line.split(" ", 2)[0]);
    }

    /** Where a sender is refused (550 5.7.60). */
    public SmtpSwitches refuseSenderAt(SenderRefusal point) {
        senderRefusal = point;
        return this;
    }

    SenderRefusal senderRefusal() {
        return senderRefusal;
    }

    /** Which certificate the server shows; those beside the usual one are made at the first use, in some seconds. */
    public SmtpSwitches certificate(CertificateKind kind) {
        certificate = kind;
        return this;
    }

    Certificate certificate() {
        return Certificate.of(certificate);
    }

    /** Connections beyond so many, of all mailboxes together, get a 421 in place of the banner. */
    public SmtpSwitches connections(int most) {
        connections = most;
        return this;
    }

    int connections() {
        return connections;
    }
}
