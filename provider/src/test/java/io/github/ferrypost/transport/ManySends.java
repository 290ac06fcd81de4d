package io.github.ferrypost.transport;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A program of its own: sends as many mails as it is told by eight threads, and prints each failure and how many went. */
final class ManySends {
    private static final int THREADS = 8;

    private ManySends() {}

    /** @param args how many, and what their recipients begin with */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                        for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                            try {
                                Transport.send(message(args[1] + number + "@example.org"));
                                sent.incrementAndGet();
                            } catch (MessagingException e) {
                                System.out.println(e);
                            }
                        }
                        ended.countDown();
                    })
                    .start();
        }
        ended.await();
        System.out.println("sent " + sent);
    }

    private static MimeMessage message(String to) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "smtp.office365.com");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("noreply@contoso.example");
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject("x");
        message.setText("hello");
        return message;
    }
}
