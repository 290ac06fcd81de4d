package io.github.ferrypost.sandbox.smtp;

/** The certificates that the SMTP server can use. */
public enum CertificateKind {
    /** Self-signed for localhost and 127.0.0.1, valid for years. */
    USUAL("", "", ""),
    /** Issued by an authority, valid for localhost. */
    ISSUED("-1d", "365", "dns:localhost,ip:127.0.0.1"),
    /** Issued by an authority, and expired. */
    EXPIRED("-30d", "10", "dns:localhost,ip:127.0.0.1"),
    /** Issued by an authority, and not yet valid. */
    NOT_YET_VALID("+10d", "365", "dns:localhost,ip:127.0.0.1"),
    /** Issued by an authority for mail.other.example. */
    OTHER_NAME("-1d", "365", "dns:mail.other.example");

    private final String start;
    private final String days;
    private final String names;

    CertificateKind(String start, String days, String names) {
        this.start = start;
        this.days = days;
        this.names = names;
    }

    /** Relative to now, in keytool's syntax. */
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
