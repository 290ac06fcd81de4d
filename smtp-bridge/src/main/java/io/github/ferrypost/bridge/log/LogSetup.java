package io.github.ferrypost.bridge.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.bridge.config.LogConfig;
import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Changes the log of this process to what the settings say. A configuration of the user's own
 * ({@code -Dlogback.configurationFile}) keeps its appenders, unless they have the name of the bridge's. Stateless.
 */
public final class LogSetup {
    /** The appender in logback.xml. */
    private static final String CONSOLE = "CONSOLE";

    private static final String RECENT = "RECENT";

    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss} %-5level %msg%n";

    private LogSetup() {}

    /** @throws SettingsException if the log file cannot be written */
    public static void apply(LogConfig config) throws SettingsException {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (config.format() != LogConfig.Format.TEXT
                && root.getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> console) {
            console.setEncoder(
                    started(config.format() == LogConfig.Format.JSON ? new JsonLines() : new JournaldLines(), context));
        }
        if (root.getAppender(RECENT) == null) {
            RecentLines recent = new RecentLines();
            recent.setName(RECENT);
            recent.setContext(context);
            recent.start();
            root.addAppender(recent);
        }
        if (config.file().isPresent()) {
            root.addAppender(file(config.file().get().toAbsolutePath().normalize(), config, context));
        }
    }

    /** The last lines of this process's log; empty unless {@link #apply} was called. */
    public static List<String> recentLines() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                        && context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(RECENT)
                                instanceof RecentLines recent
                ? recent.lines()
                : List.of();
    }

    /** For commands whose own output says what a warning in the log would repeat. */
    public static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("io.github.ferrypost").setLevel(Level.ERROR);
        }
    }

    private static PrivateLogFile file(Path path, LogConfig config, LoggerContext context) throws SettingsException {
        PrivateLogFile file = new PrivateLogFile();
        file.setName("FILE");
        file.setContext(context);
        file.setFile(path.toString());
        file.setEncoder(
                config.format() == LogConfig.Format.JSON ? started(new JsonLines(), context) : pattern(context));
        Rotation rotation = new Rotation(path, config.count());
        rotation.setContext(context);
        rotation.start();
        SizeLimit limit = new SizeLimit(config.size());
        limit.setContext(context);
        limit.start();
        file.setRollingPolicy(rotation);
        file.setTriggeringPolicy(limit);
        demandWritable(path);
        file.start();
        return file;
    }

    private static void demandWritable(Path path) throws SettingsException {
        try {
            Files.createDirectories(path.getParent());
            if (Files.exists(path)) {
                Files.newOutputStream(path, StandardOpenOption.WRITE).close();
            } else {
                PrivateFile.create(path, new byte[0]);
            }
        } catch (IOException e) {
            throw new SettingsException(List.of("ferrypost.bridge.log-file: " + path + " cannot be written by "
                    + System.getProperty("user.name") + " (" + e.getMessage()
                    + "). Let the user that the bridge runs as write there, or name another file."));
        }
    }

    private static Encoder<ILoggingEvent> pattern(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return started(encoder, context);
    }

    private static Encoder<ILoggingEvent> started(Encoder<ILoggingEvent> encoder, LoggerContext context) {
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
