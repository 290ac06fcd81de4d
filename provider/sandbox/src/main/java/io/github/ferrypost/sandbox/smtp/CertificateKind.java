package io.github.ferrypost.sandbox.smtp;

/** The certificates that the SMTP server can show. */
public enum CertificateKind {
    /** Self-made for localhost and 127.0.0.1, valid for years. */
    USUAL("", "", ""),
    /** Of an authority, valid for localhost. */
    ISSUED("-1d", "365", "dns:localhost,ip:127.0.0.1"),
    /** Of an authority, and its time is over. */
    EXPIRED("-30d", "10", "dns:localhost,ip:127.0.0.1"),
    /** Of an authority, and its time has not begun. */
    NOT_YET_VALID("+10d", "365", "dns:localhost,ip:127.0.0.1"),
    /** Of an authority, for mail.other.example. */
    OTHER_NAME("-1d", "365", "dns:mail.other.example");

    private final String start;
    private final String days;
    private final String names;

    CertificateKind(String start, String days, String names) {
        this.start = start;
        this.days = days;
        this.names = names;
    }

    /** Relative to now, as keytool wants it. */
    String start() {
        return start;
    }

    String days() {
        return days;
    }

    String names() {
        return names;
    }
}
