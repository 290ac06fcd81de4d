package io.github.ferrypost.bridge;

import io.github.ferrypost.sandbox.Sandbox;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Old code that knows nothing of Microsoft 365, as a process of its own: it mails the files that it is given, and stays. */
final class OldSoftware {
    private OldSoftware() {}

    public static void main(String... files) throws Exception {
        for (String file : files) {
            send(Path.of(file));
            System.out.println("sent " + Path.of(file).getFileName());
        }
        int ignored = System.in.read();
        System.exit(ignored < 0 ? 0 : 1);
    }

    private static void send(Path file) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "smtp.office365.com");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(Sandbox.MAILBOX);
        message.setRecipients(Message.RecipientType.TO, "a@customer.example");
        message.setSubject("a file");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("It is attached.");
        MimeBodyPart attachment = new MimeBodyPart();
        attachment.attachFile(file.toFile(), "application/octet-stream", "base64");
        message.setContent(new MimeMultipart(text, attachment));
        Transport.send(message, Sandbox.MAILBOX, "an old password");
    }

    /** Starts it with these settings beside it. */
    static Program start(Path folder, Map<String, String> settings, List<String> options, Path... files)
            throws IOException {
        Path config = folder.resolve("old-software.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(config)) {
            properties.store(writer, null);
        }
        List<String> all = new ArrayList<>(options);
        all.add("-Dferrypost.config=" + config);
        String[] arguments = Arrays.stream(files).map(Path::toString).toArray(String[]::new);
        return Program.ofClass(folder, OldSoftware.class, all, arguments);
    }
}
