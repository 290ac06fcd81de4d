package io.github.ferrypost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class TakeoverLogTest {
    private final List<String> lines = new ArrayList<>();
    private final TakeoverLog log = new TakeoverLog(new System.Logger() {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... params) {
            lines.add(level + " " + format);
        }
    });

    private static Session session() {
        return Session.getInstance(new Properties());
    }

    @Test
    void oneLineForEachSession() {
        Session session = session();
        log.routed(session, "host", AccountSelection.angus("no account is configured"));
        log.routed(session, "host", AccountSelection.angus("no account is configured"));
        assertThat(lines).containsExactly("DEBUG Mail for host is left to Angus: no account is configured");
    }

    @Test
    void D12f_whatGoesWellIsNotPrinted() throws Exception {
        AccountSelection route = new AccountSelector(nearest -> io.github.ferrypost.account.Settings.of(Ours.account()))
                .choose(new AccountSelector.Wish(
                        "smtp", Ours.HOST, Ours.MAILBOX, new SessionProperties(session(), "smtp", key -> null)));
        log.routed(session(), Ours.HOST, route);
        log.routed(session(), Ours.HOST, route);
        assertThat(lines).extracting(line -> line.substring(0, 5)).containsExactly("DEBUG", "DEBUG");
        assertThat(lines.get(0)).contains("handled by account (erp@contoso.com", "the login belongs to it");
        assertThat(lines.toString()).doesNotContain("SECRET");
    }

    @Test
    void brokenSettingsAreAWarningOrAnError() {
        log.routed(session(), "host", AccountSelection.angusDespite("ferrypost.tenant is missing"));
        log.refused(session(), "smtp.office365.com", "ferrypost.tenant is missing");
        assertThat(lines.get(0)).startsWith(Level.WARNING.toString());
        assertThat(lines.get(1)).startsWith(Level.ERROR.toString());
    }
}
