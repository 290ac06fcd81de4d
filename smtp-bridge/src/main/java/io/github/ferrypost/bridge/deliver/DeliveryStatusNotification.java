package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.deliver.Undelivered.Failed;
import io.github.ferrypost.message.Address;
import io.github.ferrypost.message.ByteSource;
import io.github.ferrypost.message.Envelope;
import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the bounce to a sender whose message did not reach all recipients: multipart/report (RFC 6522) with an
 * explanation in English and German, the delivery status (RFC 3464), and the message's header. A pure function; its
 * only I/O is reading the message. Immutable.
 */
public final class DeliveryStatusNotification {
    private static final String CRLF = "\r\n";

    /** How the roads quote Exchange: {@code [Exchange: 4.7.500 Server busy.]}. */
    private static final Pattern QUOTED = Pattern.compile("\\[Exchange: (.*)]");

    /** The optional reply code and enhanced code at the start of a quoted reply. */
    private static final Pattern CODES =
            Pattern.compile("^(?:([245]\\d\\d)[ -])?(?:([245]\\.\\d{1,3}\\.\\d{1,3})(?: |$))?");

    /** RFC 5322 section 2.1.1: no line above 998; below 78 where it can be folded. */
    private static final int FOLD_AT = 76;

    private final String mta;
    private final String mailbox;
    private final ZoneId zone;

    /**
     * @param mta the DNS name of this bridge's machine
     * @param mailbox the From address: the mailbox of the account that sends the bounce, because Microsoft 365 sends no
     *     other
     * @param zone for the dates in the bounce
     */
    public DeliveryStatusNotification(String mta, String mailbox, ZoneId zone) {
        this.mta = plain(mta);
        this.mailbox = plain(mailbox);
        this.zone = zone;
    }

    /**
     * Creates the bounce, from the null reverse path to the sender.
     *
     * @param id makes Message-ID and boundary unique, such as the entry's id; letters, digits and hyphens
     * @param now the date of the bounce
     * @return empty for a null sender, which gets no bounce (RFC 5321 section 4.5.5)
     * @throws IOException if the message cannot be read
     */
    public Optional<Submission> report(Undelivered undelivered, String id, Instant now) throws IOException {
        return undelivered.sender().isEmpty()
                ? Optional.empty()
                : Optional.of(report(undelivered, List.of(undelivered.sender()), id, now));
    }

    /** Like the short form, but to others than the sender, or also to others. */
    Submission report(Undelivered undelivered, List<String> to, String id, Instant now) throws IOException {
        ReturnedHeader head = ReturnedHeader.of(undelivered.original());
        String boundary = "=_report_" + id;
        String message = header(to, head, boundary, id, now)
                + part(boundary, "text/plain; charset=utf-8", "quoted-printable")
                + QuotedPrintable.encode(explanation(undelivered))
                + part(boundary, "message/delivery-status", "7bit")
                + deliveryStatus(undelivered)
                + returned(head, boundary)
                + CRLF + "--" + boundary + "--" + CRLF;
        return new Submission(Envelope.of("", to), ByteSource.of(message.getBytes(StandardCharsets.UTF_8)));
    }

    private String header(List<String> to, ReturnedHeader head, String boundary, String id, Instant now) {
        Optional<String> subject =
                head.field("Subject").filter(Address::isAscii).filter(s -> s.length() < 900);
        Optional<String> messageId =
                head.field("Message-ID").filter(Address::isAscii).filter(s -> s.length() < 900);
        return line("From", "Mail Delivery System <" + mailbox + ">")
                + line(
                        "To",
                        to.stream()
                                .map(address -> "<" + plain(address) + ">")
                                .collect(Collectors.joining("," + CRLF + " ")))
                + line(
                        "Subject",
                        "Undeliverable / Nicht zustellbar"
                                + subject.map(s -> ":" + CRLF + " " + plain(s)).orElse(""))
                + line("Date", date(now))
                + line("Message-ID", "<" + id + ".report@" + mta + ">")
                + messageId.map(value -> line("In-Reply-To", plain(value))).orElse("")
                // RFC 3834 section 5, and the headers that Exchange checks before it sends an automatic reply
                // ([MS-OXCMAIL] 2.1.3.2.20), because Microsoft 365 may replace the null reverse path with the mailbox
                + line("Auto-Submitted", "auto-replied")
                + line("X-Auto-Response-Suppress", "All")
                + line("MIME-Version", "1.0")
                + line(
                        "Content-Type",
                        "multipart/report; report-type=delivery-status;" + CRLF + " boundary=\"" + boundary + "\"");
    }

    /** RFC 6522 section 4: quoted-printable if the header is not valid as 7bit. */
    private static String returned(ReturnedHeader head, String boundary) {
        return head.isSevenBit()
                ? part(boundary, "text/rfc822-headers", "7bit") + head.text()
                : part(boundary, "text/rfc822-headers; charset=utf-8", "quoted-printable")
                        + QuotedPrintable.encode(head.text());
    }

    private static String part(String boundary, String type, String encoding) {
        return CRLF + "--" + boundary + CRLF
                + line("Content-Type", type)
                + line("Content-Transfer-Encoding", encoding)
                + CRLF;
    }

    private String explanation(Undelivered undelivered) {
        StringBuilder english = new StringBuilder();
        StringBuilder german = new StringBuilder();
        for (Failed failed : undelivered.failed()) {
            Reply reply = failed.status().reply();
            boolean refused = reply.enhanced().classDigit() == 5;
            english.append(CRLF)
                    .append("  ")
                    .append(plain(failed.address()))
                    .append(CRLF)
                    .append(refused ? "    Refused: " : "    Given up after repeated attempts; the last reply was: ")
                    .append(answer(reply))
                    .append(CRLF);
            german.append(CRLF)
                    .append("  ")
                    .append(plain(failed.address()))
                    .append(CRLF)
                    .append(
                            refused
                                    ? "    Abgelehnt: "
                                    : "    Nach mehreren Versuchen aufgegeben; die letzte Antwort: ")
                    .append(answer(reply))
                    .append(CRLF);
        }
        String arrived = date(undelivered.arrivedAt());
        return "Your message of " + arrived + " could not be delivered to:" + CRLF + english + CRLF
                + "Other recipients are not affected. The header of your message is" + CRLF
                + "attached." + CRLF + CRLF + "----" + CRLF + CRLF
                + "Ihre Nachricht vom " + arrived + " konnte nicht zugestellt werden an:" + CRLF + german + CRLF
                + "Andere Empfänger sind nicht betroffen. Der Kopf Ihrer Nachricht ist" + CRLF
                + "angehängt." + CRLF;
    }

    private static String answer(Reply reply) {
        return reply.code() + " " + reply.enhanced() + " " + reply.text()
                + reply.remedy().map(remedy -> CRLF + "    " + remedy).orElse("");
    }

    /**
     * RFC 3464 section 2.1: the fields about the message, then a group of fields for each recipient, separated by empty
     * lines.
     */
    private String deliveryStatus(Undelivered undelivered) {
        StringBuilder fields = new StringBuilder();
        fields.append(line("Reporting-MTA", "dns; " + mta));
        if (!undelivered.envelopeId().isEmpty()) {
            fields.append(line("Original-Envelope-Id", ascii(plain(undelivered.envelopeId()))));
        }
        fields.append(line("Arrival-Date", date(undelivered.arrivedAt())));
        for (Failed failed : undelivered.failed()) {
            Reply reply = failed.status().reply();
            fields.append(CRLF)
                    .append(line("Final-Recipient", typed(plain(failed.address()))))
                    .append(line("Action", "failed"))
                    .append(line("Status", reply.enhanced().toString()))
                    .append(line("Diagnostic-Code", "smtp; " + ascii(diagnostic(reply))))
                    .append(line("Last-Attempt-Date", date(failed.triedAt())));
        }
        return fields.toString();
    }

    /**
     * RFC 3464 section 2.3.6 requires the server's own text, with each code once: the text in brackets if the road quotes
     * it, else the whole text.
     */
    private static String diagnostic(Reply reply) {
        Matcher quoted = QUOTED.matcher(reply.text());
        String words = quoted.find() ? quoted.group(1) : reply.text();
        String codes = reply.code() + " " + reply.enhanced();
        Matcher own = CODES.matcher(words);
        if (!own.find() || own.end() == 0) {
            return codes + " " + words;
        }
        String code = own.group(1);
        if (code == null) {
            boolean sameClass = own.group(2).charAt(0) == codes.charAt(0);
            code = sameClass ? String.valueOf(reply.code()) : own.group(2).charAt(0) + "51";
        }
        return own.group(1) == null ? code + " " + words : words;
    }

    /** RFC 6533 section 3: a non-ASCII address has type utf-8 and is written with {@code \x{}} in a 7bit report. */
    private static String typed(String address) {
        if (Address.isAscii(address)) {
            return "rfc822; " + address;
        }
        StringBuilder xtext = new StringBuilder("utf-8; ");
        address.codePoints().forEach(c -> {
            boolean plain = c > ' ' && c <= '~' && c != '+' && c != '=' && c != '\\';
            if (plain) {
                xtext.appendCodePoint(c);
            } else {
                xtext.append(String.format("\\x{%02X}", c));
            }
        });
        return xtext.toString();
    }

    private String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(zone));
    }

    /** One field, folded at spaces (RFC 5322 section 2.2.3) unless it already contains line breaks. */
    private static String line(String name, String value) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : (name + ": " + value).split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > FOLD_AT && column > name.length() + 1) {
                out.append(CRLF);
                column = 0;
            }
            boolean first = out.length() == 0;
            out.append(first ? "" : " ").append(word);
            int broken = word.lastIndexOf('\n');
            column = broken >= 0 ? word.length() - broken : column + 1 + word.length();
        }
        return out.append(CRLF).toString();
    }

    /** Removes control characters, which could inject a line. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "");
    }

    private static String ascii(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
