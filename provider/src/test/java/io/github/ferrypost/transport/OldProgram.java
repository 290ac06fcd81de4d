package io.github.ferrypost.transport;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** A program that sends mail as programs do. It names no class of ours. */
final class OldProgram {
    private OldProgram() {}

    public static void main(String[] args) throws Exception {
        Session plain = Session.getInstance(new Properties());
        tell("smtp", plain.getTransport("smtp"));
        tell("smtps", plain.getTransport("smtps"));
        tell("ferrypost", plain.getTransport("ferrypost"));
        tell("address", plain.getTransport(new InternetAddress("a@x.example")));
        tell("imap", plain.getStore("imap"));
        System.out.println("provider " + plain.getProvider("smtp").getProtocol());
        tell(
                "transport.protocol=smtps",
                session("mail.transport.protocol", "smtps").getTransport());
        String pack = "io.github.ferrypost.transport.";
        tell(
                "mail.smtp.class=ours",
                session("mail.smtp.class", pack + "FerrypostTransport").getTransport("smtp"));
        tell(
                "mail.smtp.class=angus",
                session("mail.smtp.class", "org.eclipse.angus.mail.smtp.SMTPTransport")
                        .getTransport("smtp"));
        send();
    }

    private static void send() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", System.getProperty("program.host", "smtp.office365.com"));
        properties.put("mail.smtp.port", System.getProperty("program.port", "587"));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("erp@contoso.com");
        message.setRecipients(Message.RecipientType.TO, "a@x.example");
        message.setText("Hello");
        try {
            Transport.send(message);
            System.out.println("send done");
        } catch (Exception e) {
            System.out.println("send " + e);
        }
    }

    private static Session session(String key, String value) {
        Properties properties = new Properties();
        properties.put(key, value);
        return Session.getInstance(properties);
    }

    private static void tell(String what, Object service) {
        System.out.println(what + " " + service.getClass().getName());
    }
}
