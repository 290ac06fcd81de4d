package io.github.ferrypost.transport;

import io.github.ferrypost.message.Dsn;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** The delivery notifications a program requests, read where Angus reads them: its SMTPMessage, then its Session. */
final class DsnParameters {
    private DsnParameters() {}

    static Dsn of(MimeMessage message, List<String> recipients, SessionProperties properties) {
        Optional<SMTPMessage> own =
                message instanceof SMTPMessage ? Optional.of((SMTPMessage) message) : Optional.empty();
        Map<String, String> wishes = new LinkedHashMap<>();
        own.map(SMTPMessage::getMailExtension)
                .filter(extension -> !extension.isEmpty())
                .or(() -> properties.text("mailextension"))
                .ifPresent(extension -> extended(extension, wishes));
        own.flatMap(DsnParameters::returned)
                .or(() -> properties.text("dsn.ret"))
                .ifPresent(value -> wishes.put("RET", value));
        own.flatMap(DsnParameters::notified)
                .or(() -> properties.text("dsn.notify"))
                .ifPresent(value -> recipients.forEach(address -> wishes.put("NOTIFY " + address, value)));
        return Dsn.of(wishes);
    }

    /**
     * Keeps only the RFC 3461 parameters of a MAIL extension; the others were meant for the program's former server.
     */
    private static void extended(String extension, Map<String, String> wishes) {
        for (String parameter : List.of(extension.trim().split("\\s+"))) {
            int equals = parameter.indexOf('=');
            String name = parameter.substring(0, Math.max(0, equals)).toUpperCase(Locale.ROOT);
            if (name.equals("RET") || name.equals("ENVID")) {
                wishes.put(name, parameter.substring(equals + 1));
            }
        }
    }

    private static Optional<String> returned(SMTPMessage message) {
        switch (message.getReturnOption()) {
            case SMTPMessage.RETURN_FULL:
                return Optional.of("FULL");
            case SMTPMessage.RETURN_HDRS:
                return Optional.of("HDRS");
            default:
                return Optional.empty();
        }
    }

    private static Optional<String> notified(SMTPMessage message) {
        int options = message.getNotifyOptions();
        if (options == SMTPMessage.NOTIFY_NEVER) {
            return Optional.of("NEVER");
        }
        List<String> events = new ArrayList<>();
        if ((options & SMTPMessage.NOTIFY_SUCCESS) != 0) {
            events.add("SUCCESS");
        }
        if ((options & SMTPMessage.NOTIFY_FAILURE) != 0) {
            events.add("FAILURE");
        }
        if ((options & SMTPMessage.NOTIFY_DELAY) != 0) {
            events.add("DELAY");
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(String.join(",", events));
    }
}
