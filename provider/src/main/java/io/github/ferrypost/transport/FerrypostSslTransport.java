package io.github.ferrypost.transport;

import jakarta.mail.Session;
import jakarta.mail.URLName;

/** The transport for protocol {@code smtps}: the same, with TLS from the first byte where Angus carries the mail. */
public class FerrypostSslTransport extends FerrypostTransport {
    public FerrypostSslTransport(Session session, URLName urlname) {
        super(session, urlname, "smtps", true, Hold.standard());
    }
}
