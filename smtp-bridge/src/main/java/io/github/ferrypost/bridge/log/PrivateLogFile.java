package io.github.ferrypost.bridge.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import io.github.ferrypost.util.PrivateFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** A rotating file that only its owner can read, because the log names senders and recipients. */
final class PrivateLogFile extends RollingFileAppender<ILoggingEvent> {
    /** Called for the first file and for each one after a rotation. */
    @Override
    public void openFile(String name) throws IOException {
        try {
            PrivateFile.create(Path.of(name), new byte[0]);
        } catch (FileAlreadyExistsException e) {
            // it keeps its permissions
        }
        super.openFile(name);
    }
}
