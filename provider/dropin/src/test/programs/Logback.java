import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.net.SMTPAppender;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.slf4j.LoggerFactory;

/** Logback's appender, which mails an error. */
public final class Logback implements Loop.Host {
    @Override
    public void send(String from, String to, int port) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern("%msg%n");
        layout.start();
        SMTPAppender appender = new SMTPAppender();
        appender.setContext(context);
        appender.setSMTPHost("127.0.0.1");
        appender.setSMTPPort(port);
        appender.setFrom(from);
        appender.addTo(to);
        appender.setSubject("Invoice");
        appender.setLayout(layout);
        appender.setAsynchronousSending(false);
        appender.start();
        Logger logger = context.getLogger("program");
        appender.doAppend(new LoggingEvent("program", logger, Level.ERROR, "Hello", null, null));
        appender.stop();
    }
}
