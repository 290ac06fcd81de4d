package io.github.ferrypost.transport;

import io.github.ferrypost.message.Dsn;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** The delivery notifications a program requests, read where Angus reads them: its SMTPMessage, then its Session. */
final class DsnParameters {
    private DsnParameters() {}

    static Dsn of(MimeMessage message, List<String> recipients, SessionProperties properties) {
        Map<String, String> wishes = new LinkedHashMap<>();
        String extension = "";
        String returned = "";
        String notified = "";
        if (message instanceof SMTPMessage) {
            SMTPMessage own = (SMTPMessage) message;
            extension = own.getMailExtension() == null ? "" : own.getMailExtension();
            returned = returned(own);
            notified = notified(own);
        }
        extended(extension.isEmpty() ? properties.text("mailextension").orElse("") : extension, wishes);
        String content = returned.isEmpty() ? properties.text("dsn.ret").orElse("") : returned;
        if (!content.isEmpty()) {
            wishes.put("RET", content);
        }
        String events = notified.isEmpty() ? properties.text("dsn.notify").orElse("") : notified;
        if (!events.isEmpty()) {
            for (String address : recipients) {
                wishes.put("NOTIFY " + address, events);
            }
        }
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

    /** Empty if the message does not say. */
    private static String returned(SMTPMessage message) {
        switch (message.getReturnOption()) {
            case SMTPMessage.RETURN_FULL:
                return "FULL";
            case SMTPMessage.RETURN_HDRS:
                return "HDRS";
            default:
                return "";
        }
    }

    /** Empty if the message does not say. */
    private static String notified(SMTPMessage message) {
        int options = message.getNotifyOptions();
        if (options == SMTPMessage.NOTIFY_NEVER) {
            return "NEVER";
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
        return String.join(",", events);
    }
}
