package io.github.ferrypost.bridge.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.ferrypost.sandbox.Sandbox;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;

/**
 * One message of the corpus.
 *
 * @param text as a client has it, a character for each octet, line ends of any kind
 * @param made how a program makes it by Jakarta Mail; of one that is a file, it is read from there
 * @param sender of the envelope; empty for the null sender
 * @param edited header fields that Graph's road has to write anew, since they say otherwise than the envelope
 */
record Specimen(String name, String text, Maker made, String sender, List<String> recipients, Set<String> edited) {
    interface Maker {
        MimeMessage make(Session session) throws Exception;
    }

    static final String RECIPIENT = "a@customer.example";

    static Specimen of(String name, byte[] octets) {
        return new Specimen(
                name,
                new String(octets, ISO_8859_1),
                session -> read(session, octets),
                Sandbox.MAILBOX,
                List.of(RECIPIENT),
                Set.of());
    }

    byte[] octets() {
        return text.getBytes(ISO_8859_1);
    }

    Specimen from(String other) {
        return new Specimen(name, text, made, other, recipients, edited);
    }

    Specimen to(String... others) {
        return to(List.of(others));
    }

    Specimen to(List<String> others) {
        return new Specimen(name, text, made, sender, others, edited);
    }

    Specimen madeBy(Maker maker) {
        return new Specimen(name, text, maker, sender, recipients, edited);
    }

    /** Graph's road may write these fields anew. */
    Specimen editing(String... fields) {
        return new Specimen(name, text, made, sender, recipients, Set.of(fields));
    }

    private static MimeMessage read(Session session, byte[] octets) throws MessagingException {
        return new MimeMessage(session, new ByteArrayInputStream(octets));
    }

    @Override
    public String toString() {
        return name;
    }
}
