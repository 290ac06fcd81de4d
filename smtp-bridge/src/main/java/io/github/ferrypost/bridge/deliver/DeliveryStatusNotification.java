package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.bridge.deliver.Undelivered.Failed;
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

/**
 * Writes the report to a sender whose message did not reach everybody: multipart/report (RFC 6522) with an explanation in
 * English and German, the delivery status (RFC 3464), and the header of the message. A function of its parameters, without
 * I/O but for the message's own bytes. Immutable.
 */
public final class DeliveryStatusNotification {
    private static final String CRLF = "\r\n";

    /** As the roads quote the other side: {@code [Exchange: 4.7.500 Server busy.]}. */
    private static final Pattern QUOTED = Pattern.compile("\\[Exchange: (.*)]");

    /** Reply code and enhanced code at the beginning of the other side's words, each of which may be missing. */
    private static final Pattern CODES =
            Pattern.compile("^(?:([245]\\d\\d)[ -])?(?:([245]\\.\\d{1,3}\\.\\d{1,3})(?: |$))?");

    /** RFC 5322 section 2.1.1: no line above 998; below 78 where it can be folded. */
    private static final int FOLD_AT = 76;

    private final String mta;
    private final String mailbox;
    private final ZoneId zone;

    /**
     * @param mta the DNS name of this bridge's machine
     * @param mailbox the address in From: that of the account which sends the report, since Microsoft 365 sends no other
     * @param zone in which its dates are written
     */
    public DeliveryStatusNotification(String mta, String mailbox, ZoneId zone) {
        this.mta = plain(mta);
        this.mailbox = plain(mailbox);
        this.zone = zone;
    }

    /**
     * The report, from the null reverse path, to the sender.
     *
     * @param id makes Message-ID and boundary unique, such as the entry's id; letters, digits and hyphens
     * @param now the report's date
     * @return nothing where there is nobody to tell: a null sender (RFC 5321 section 4.5.5) gets none
     * @throws IOException if the message cannot be read
     */
    public Optional<Submission> report(Undelivered undelivered, String id, Instant now) throws IOException {
        if (undelivered.sender().isEmpty()) {
            return Optional.empty();
        }
        ReturnedHeader head = ReturnedHeader.of(undelivered.original());
        String boundary = "=_report_" + id;
        String message = header(undelivered, head, boundary, id, now)
                + part(boundary, "text/plain; charset=utf-8", "quoted-printable")
                + QuotedPrintable.encode(explanation(undelivered))
                + part(boundary, "message/delivery-status", "7bit")
                + deliveryStatus(undelivered)
                + returned(head, boundary)
                + CRLF + "--" + boundary + "--" + CRLF;
        return Optional.of(new Submission(
                Envelope.of("", List.of(undelivered.sender())),
                ByteSource.of(message.getBytes(StandardCharsets.UTF_8))));
    }

    private String header(Undelivered undelivered, ReturnedHeader head, String boundary, String id, Instant now) {
        Optional<String> subject = head.field("Subject")
                .filter(DeliveryStatusNotification::isAscii)
                .filter(s -> s.length() < 900);
        Optional<String> messageId = head.field("Message-ID")
                .filter(DeliveryStatusNotification::isAscii)
                .filter(s -> s.length() < 900);
        return line("From", "Mail Delivery System <" + mailbox + ">")
                + line("To", "<" + plain(undelivered.sender()) + ">")
                + line(
                        "Subject",
                        "Undeliverable / Nicht zustellbar"
                                + subject.map(s -> ":" + CRLF + " " + plain(s)).orElse(""))
                + line("Date", date(now))
                + line("Message-ID", "<" + id + ".report@" + mta + ">")
                + messageId.map(value -> line("In-Reply-To", plain(value))).orElse("")
                // RFC 3834 section 5; and what Exchange itself looks at before it answers ([MS-OXCMAIL] 2.1.3.2.20),
                // since Microsoft 365 may put the mailbox in the place of the null reverse path
                + line("Auto-Submitted", "auto-replied")
                + line("X-Auto-Response-Suppress", "All")
                + line("MIME-Version", "1.0")
                + line(
                        "Content-Type",
                        "multipart/report; report-type=delivery-status;" + CRLF + " boundary=\"" + boundary + "\"");
    }

    /** RFC 6522 section 4: quoted-printable where the header is not legal as 7 bit. */
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
                    .append(refused ? "    Refused: " : "    Given up after repeated attempts; the last answer: ")
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
                + "Recipients who are not named here are not affected. The header of your" + CRLF
                + "message is attached." + CRLF + CRLF + "----" + CRLF + CRLF
                + "Ihre Nachricht vom " + arrived + " konnte nicht zugestellt werden an:" + CRLF + german + CRLF
                + "Empfänger, die hier nicht genannt sind, sind nicht betroffen. Der Kopf Ihrer" + CRLF
                + "Nachricht ist angehängt." + CRLF;
    }

    private static String answer(Reply reply) {
        return reply.code() + " " + reply.enhanced() + " " + reply.text()
                + reply.remedy().map(remedy -> CRLF + "    " + remedy).orElse("");
    }

    /** RFC 3464 section 2.1: fields of the message, and after an empty line each those of a recipient. */
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
     * RFC 3464 section 2.3.6 wants the other side's own words, and each code once: those in brackets after our meaning where
     * the road quotes them, else the text.
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

    /** RFC 6533 section 3: an address outside ASCII is of type utf-8, and in a 7-bit report written with {@code \x{}}. */
    private static String typed(String address) {
        if (isAscii(address)) {
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

    /** One field, folded at blanks (RFC 5322 section 2.2.3) unless it brings its own line breaks. */
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

    /** Without control characters, which could begin a line of their own. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "");
    }

    private static String ascii(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
