package io.github.ferrypost.message;

import java.util.List;

/**
 * The header section of a message that goes to one address instead of its recipients: To names that address, and the
 * values of To and Cc are kept in {@link Addressing#ORIGINAL_TO} and {@link Addressing#ORIGINAL_CC}, so that an answer to
 * all reaches none of them. Bcc and Resent-Bcc go. Recipients that only the envelope names appear nowhere. Stateless.
 */
public final class RedirectedHeader {
    private RedirectedHeader() {}

    /** The message with the edited header section. */
    public static ByteSource applyTo(ByteSource message, HeaderSection head, String address) {
        HeaderEdits edits = new HeaderEdits();
        edits.replace("To", List.of(HeaderField.of("To", Latin1.of("<" + address + ">"))));
        edits.replace("Cc", List.of());
        edits.replace("Bcc", List.of());
        edits.replace("Resent-Bcc", List.of());
        keep(head, "To", Addressing.ORIGINAL_TO, edits);
        keep(head, "Cc", Addressing.ORIGINAL_CC, edits);
        return CompositeSource.of(message).and(edits.applyTo(head)).and(head.bodyOffset(), message.size());
    }

    private static void keep(HeaderSection head, String name, String original, HeaderEdits edits) {
        String text = Addressing.text(head.all(name));
        edits.replace(original, text.isEmpty() ? List.of() : List.of(HeaderField.of(original, text)));
    }
}
