package io.github.ferrypost.bridge.log;

import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Renames the log file to {@code FILE.1}, and {@code FILE.1} to {@code FILE.2}, up to a number. Logback's own policies
 * take the name as a pattern, in which a percent sign or a parenthesis of a path has a meaning.
 */
final class Rotation extends ContextAwareBase implements RollingPolicy {
    private final Path file;
    private final int count;
    private boolean started;

    /** @param count of the renamed files that are kept, at least 1 */
    Rotation(Path file, int count) {
        this.file = file;
        this.count = count;
    }

    @Override
    public void rollover() throws RolloverFailure {
        try {
            for (int number = count - 1; number >= 1; number--) {
                if (Files.exists(numbered(number))) {
                    move(numbered(number), numbered(number + 1));
                }
            }
            move(file, numbered(1));
        } catch (IOException e) {
            throw new RolloverFailure("The log file cannot be renamed", e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public String getActiveFileName() {
        return file.toString();
    }

    @Override
    public CompressionMode getCompressionMode() {
        return CompressionMode.NONE;
    }

    @Override
    public void setParent(FileAppender<?> appender) {
        // it needs only the name
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isStarted() {
        return started;
    }
}
