package io.github.ferrypost.bridge.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/**
 * Lines for journald, which reads standard error of a service: each starts with its syslog priority in angle brackets
 * (sd-daemon(3), SyslogLevelPrefix= in systemd.exec(5)). The lines of a stack trace have it too, because journald stores
 * each line as an entry. The journal has the time. Stateless.
 */
final class JournaldLines extends EncoderBase<ILoggingEvent> {
    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String prefix = "<" + priority(event.getLevel()) + ">";
        String text = event.getLevel() + " " + event.getFormattedMessage();
        if (event.getThrowableProxy() != null) {
            text += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        }
        StringBuilder lines = new StringBuilder();
        text.lines().forEach(line -> lines.append(prefix).append(line).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Of syslog(3): err, warning, info, debug. */
    private static int priority(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> 3;
            case Level.WARN_INT -> 4;
            case Level.INFO_INT -> 6;
            default -> 7;
        };
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
