import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

public final class Spring implements Loop.Host {
    @Override
    public void send(String from, String to, int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setJavaMailProperties(Loop.properties(port));
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(to);
        message.setSubject("Invoice");
        message.setText("Hello");
        sender.send(message);
    }
}
