package io.github.ferrypost.bridge.corpus;

import io.github.ferrypost.sandbox.Sandbox;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;

/** Messages that a program makes by Jakarta Mail, as the books show it. */
final class Made {
    private static final byte[] FILE = random();

    private Made() {}

    static List<Specimen> all() throws Exception {
        Map<String, Specimen.Maker> makers = new TreeMap<>();
        makers.put("angus-text", session -> text(session, "Hello\n.dot\n"));
        makers.put("angus-text-beyond-ascii", session -> text(session, "Gr\u00f6\u00dfe \u20ac\n"));
        makers.put("angus-long-text-line", session -> text(session, "word ".repeat(400)));
        makers.put("angus-html", session -> {
            MimeMessage message = empty(session);
            message.setContent("<p>\u00dcber</p>", "text/html; charset=utf-8");
            return message;
        });
        makers.put("angus-alternative", session -> of(session, alternative()));
        makers.put("angus-attachment", session -> of(session, mixed(part("text"), file("invoice.pdf"))));
        makers.put(
                "angus-attachment-name-beyond-ascii",
                session -> of(session, mixed(part("text"), file("\u00dcbersicht \u20ac.pdf"))));
        makers.put("angus-only-attachment", session -> of(session, mixed(file("only.pdf"))));
        makers.put("angus-inline-image", session -> of(session, mixed(part(related()), file("plan.pdf"))));
        makers.put("angus-calendar", session -> of(session, calendar()));
        makers.put("angus-message-in-message", session -> {
            MimeBodyPart inner = new MimeBodyPart();
            inner.setContent(of(session, mixed(part("inner"), file("inner.pdf"))), "message/rfc822");
            return of(session, mixed(part("outer"), inner, file("outer.pdf")));
        });
        makers.put("angus-names-and-headers", session -> {
            MimeMessage message = text(session, "x");
            message.setFrom(new InternetAddress(Sandbox.MAILBOX, "Pr\u00fcfstand 3", "utf-8"));
            message.setReplyTo(InternetAddress.parse("desk@contoso.example"));
            message.setSubject("Pr\u00fcfung \u00fcberf\u00e4llig: Anlage mit sehr langem Namen in Halle 3", "utf-8");
            message.setHeader("X-Priority", "1");
            message.setHeader("Disposition-Notification-To", Sandbox.MAILBOX);
            message.addHeader("X-Line", "one");
            message.addHeader("X-Line", "two");
            return message;
        });
        List<Specimen> all = new ArrayList<>();
        for (Map.Entry<String, Specimen.Maker> each : makers.entrySet()) {
            // made once: the boundaries are other ones each time
            byte[] octets = octets(each.getValue());
            all.add(Specimen.of(each.getKey(), octets).madeBy(each.getValue()));
        }
        return all;
    }

    private static byte[] octets(Specimen.Maker maker) throws Exception {
        MimeMessage message = maker.make(Session.getInstance(new Properties()));
        message.saveChanges();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] random() {
        byte[] bytes = new byte[1500];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private static MimeMessage empty(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(Sandbox.MAILBOX);
        message.setRecipients(RecipientType.TO, Specimen.RECIPIENT);
        message.setSubject("made by a program");
        message.setSentDate(Date.from(Instant.parse("2026-11-02T07:15:00Z")));
        return message;
    }

    private static MimeMessage text(Session session, String text) throws MessagingException {
        MimeMessage message = empty(session);
        message.setText(text, text.chars().allMatch(c -> c < 128) ? "us-ascii" : "utf-8");
        return message;
    }

    private static MimeMessage of(Session session, MimeMultipart content) throws MessagingException {
        MimeMessage message = empty(session);
        message.setContent(content);
        return message;
    }

    private static MimeMultipart mixed(MimeBodyPart... parts) throws MessagingException {
        return new MimeMultipart("mixed", parts);
    }

    private static MimeBodyPart part(String text) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text);
        return part;
    }

    private static MimeBodyPart part(MimeMultipart content) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(content);
        return part;
    }

    private static MimeBodyPart html(String html) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(html, "text/html; charset=utf-8");
        return part;
    }

    private static MimeBodyPart file(String name) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(FILE, "application/pdf")));
        part.setFileName(jakarta.mail.internet.MimeUtility.encodeText(name, "utf-8", "B"));
        return part;
    }

    private static MimeMultipart alternative() throws MessagingException {
        return new MimeMultipart("alternative", part("plain"), html("<b>\u00fc</b>"));
    }

    private static MimeMultipart related() throws MessagingException {
        MimeBodyPart image = new MimeBodyPart();
        image.setDataHandler(new DataHandler(new ByteArrayDataSource(FILE, "image/png")));
        image.setContentID("<image@contoso.example>");
        image.setDisposition(Part.INLINE);
        return new MimeMultipart("related", html("<img src='cid:image@contoso.example'>"), image);
    }

    private static MimeMultipart calendar() throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        String event = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(event, "text/calendar; method=REQUEST; charset=utf-8")));
        return new MimeMultipart("alternative", part("plain"), part);
    }
}
