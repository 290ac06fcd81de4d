package io.github.ferrypost.bridge.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.sandbox.exchange.Attachment;
import io.github.ferrypost.sandbox.exchange.Delivered;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What was sent beside what arrived. It fails where anything differs but what the documentation says. */
final class Comparison {
    private static final Set<String> HIDDEN = Set.of("bcc", "resent-bcc");

    private final Specimen specimen;
    private final Way way;
    private final boolean relay;
    private final byte[] sent;
    private final Delivered delivered;

    Comparison(Specimen specimen, Way way, boolean relay, byte[] sent, Delivered delivered) {
        this.specimen = specimen;
        this.way = way;
        this.relay = relay;
        this.sent = Text.canonical(sent);
        this.delivered = delivered;
    }

    /** What was kept, in the words of the table. */
    String tell() throws Exception {
        assertThat(delivered.recipients()).containsExactlyInAnyOrderElementsOf(specimen.recipients());
        Text before = Text.of(sent);
        Text after = Text.of(Text.canonical(delivered.raw()));
        Set<String> added = compareFields(before, after);
        if (delivered.attachments().isEmpty()) {
            assertThat(way).as("in parts").isNotEqualTo(Way.PARTS);
            assertThat(after.body()).isEqualTo(before.body());
        } else {
            compareParts();
        }
        return "kept" + (added.isEmpty() ? "" : "; " + String.join(", ", added) + " edited");
    }

    private Set<String> compareFields(Text before, Text after) {
        List<String> expected = new ArrayList<>(before.fields());
        expected.removeIf(field -> HIDDEN.contains(Text.name(field)));
        List<String> arrived = new ArrayList<>(after.fields());
        if (way.isGraph()) {
            arrived.remove("X-Ferrypost-Draft: process\r\n");
        }
        if (relay) {
            assertThat(arrived.get(0)).startsWith("Received: ").contains("(Ferrypost)");
            arrived.remove(0);
        }
        Set<String> mayBeAdded = new HashSet<>();
        if (relay) {
            mayBeAdded.addAll(Set.of("date", "message-id", "from", "mailbox-line"));
        }
        if (way.isGraph()) {
            mayBeAdded.add("from");
        }
        arrived.removeIf(field -> mayBeAdded.contains(Text.name(field)) && !before.has(Text.name(field)));
        Set<String> edited = new LinkedHashSet<>();
        if (way.isGraph()) {
            for (String name : specimen.edited()) {
                boolean here = expected.removeIf(field -> Text.name(field).equalsIgnoreCase(name));
                arrived.removeIf(field -> Text.name(field).equalsIgnoreCase(name)
                        || Text.name(field).equalsIgnoreCase("X-Ferrypost-Original-" + name));
                if (here) {
                    edited.add(name);
                }
            }
        }
        assertThat(arrived).containsExactlyElementsOf(expected);
        Set<String> sorted = new TreeSet<>(Collections.reverseOrder());
        sorted.addAll(edited);
        return sorted;
    }

    /** What stands in the draft and what is attached to it, together and in their order, are what was sent. */
    private void compareParts() throws Exception {
        Iterator<Piece> arrived = pieces(delivered.raw()).iterator();
        Iterator<Attachment> attachments = delivered.attachments().iterator();
        Piece next = arrived.next();
        for (Piece piece : pieces(sent)) {
            if (next != null && piece.isLike(next)) {
                next = arrived.hasNext() ? arrived.next() : null;
            } else {
                assertThat(attachments).as("nowhere: " + piece).hasNext();
                piece.assertIs(attachments.next());
            }
        }
        assertThat(next).as("not sent").isNull();
        assertThat(attachments).as("not sent").isExhausted();
    }

    private static List<Piece> pieces(byte[] message) throws Exception {
        List<Piece> pieces = new ArrayList<>();
        MimeMessage whole = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
        collect(whole, 0, pieces);
        return pieces;
    }

    private static void collect(MimePart part, int depth, List<Piece> pieces) throws Exception {
        List<String> header = depth == 0 ? List.of() : Collections.list(part.getAllHeaderLines());
        if (part.getContentType().toLowerCase(Locale.ROOT).startsWith("multipart/")
                && part.getContent() instanceof MimeMultipart inner) {
            String around = inner.getPreamble() == null ? "" : inner.getPreamble();
            pieces.add(new Piece(depth, header, around, part));
            for (int i = 0; i < ((Multipart) inner).getCount(); i++) {
                collect((MimeBodyPart) inner.getBodyPart(i), depth + 1, pieces);
            }
            return;
        }
        try (InputStream raw = part instanceof MimeBodyPart body
                ? body.getRawInputStream()
                : ((MimeMessage) part).getRawInputStream()) {
            pieces.add(new Piece(depth, header, new String(raw.readAllBytes(), ISO_8859_1), part));
        }
    }

    private record Piece(int depth, List<String> header, String raw, MimePart part) {
        boolean isLike(Piece other) {
            return depth == other.depth && header.equals(other.header) && raw.equals(other.raw);
        }

        void assertIs(Attachment attachment) throws Exception {
            try (InputStream decoded = part.getInputStream()) {
                assertThat(attachment.bytes()).as("content of " + this).isEqualTo(decoded.readAllBytes());
            }
            String name = part.getFileName();
            assertThat(attachment.name()).isEqualTo(name == null ? "attachment" : MimeUtility.decodeText(name));
            assertThat(attachment.contentType().toLowerCase(Locale.ROOT))
                    .startsWith(part.getContentType()
                            .replaceAll("(?s);.*", "")
                            .strip()
                            .toLowerCase(Locale.ROOT));
            assertThat(attachment.contentId().map(id -> "<" + id.replaceAll("^<|>$", "") + ">"))
                    .isEqualTo(Optional.ofNullable(part.getContentID()));
        }

        @Override
        public String toString() {
            return header.toString();
        }
    }
}
