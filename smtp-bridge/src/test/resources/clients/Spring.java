import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** What Spring Boot makes of spring.mail.host, port, username, password, properties.mail.smtp.auth and .starttls.enable. */
public class Spring {
    public static void main(String[] arguments) throws Exception {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(Integer.parseInt(arguments[0]));
        sender.setUsername("noreply@contoso.example");
        sender.setPassword("LEGACYPASSWORD");
        sender.setDefaultEncoding("UTF-8");
        sender.getJavaMailProperties().put("mail.smtp.auth", "true");
        sender.getJavaMailProperties().put("mail.smtp.starttls.enable", "true");
        sender.testConnection();
        var message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true);
        helper.setFrom("noreply@contoso.example");
        helper.setTo(arguments[1]);
        helper.setBcc(arguments[2]);
        helper.setSubject(Files.readString(Path.of("subject.txt")));
        helper.setText(Files.readString(Path.of("body.txt")));
        helper.addAttachment("invoice.pdf", new File("invoice.pdf"));
        sender.send(message);
    }
}
