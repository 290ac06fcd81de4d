package io.github.ferrypost.transport;

import jakarta.mail.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A mail Session's properties, read under the names of the transport's protocol. Never writes to the Session. */
final class SessionProperties {
    private static final String OWN = "ferrypost.";
    /** The settings by which a Session itself names its account. */
    private static final Set<String> IDENTITY = Set.of(
            "ferrypost.account",
            "ferrypost.tenant",
            "ferrypost.client",
            "ferrypost.secret",
            "ferrypost.certificate",
            "ferrypost.mailbox");

    private final Session session;
    private final List<String> protocols;
    private final Function<String, String> systemProperty;

    /**
     * @param protocol the transport's protocol; a program that uses {@code ferrypost} may still have its settings
     *     under smtp
     */
    SessionProperties(Session session, String protocol) {
        this(session, protocol, System::getProperty);
    }

    SessionProperties(Session session, String protocol, Function<String, String> systemProperty) {
        this.session = session;
        this.protocols = protocol.equals("ferrypost") ? List.of("ferrypost", "smtp") : List.of(protocol);
        this.systemProperty = systemProperty;
    }

    /** The value of {@code mail.PROTOCOL.name}; nothing if it is unset or empty. */
    Optional<String> text(String name) {
        for (String protocol : protocols) {
            String text = session.getProperty("mail." + protocol + "." + name);
            if (text != null) {
                return text.isEmpty() ? Optional.empty() : Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /** Accepts a Boolean object or its text, as Angus does. */
    boolean flag(String name) {
        for (Object value : values(name)) {
            if (value.toString().equalsIgnoreCase("true")) {
                return true;
            }
        }
        return false;
    }

    /** Accepts a number or its text, and ignores anything else, as Angus does. */
    Optional<Integer> number(String name) {
        for (Object value : values(name)) {
            int number = parsed(value);
            if (number >= 0) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    /** Includes non-string objects, which are visible only outside a chain of defaults. */
    private List<Object> values(String name) {
        Properties properties = session.getProperties();
        List<Object> values = new ArrayList<>();
        for (String protocol : protocols) {
            String key = "mail." + protocol + "." + name;
            Object value = properties.get(key) == null ? properties.getProperty(key) : properties.get(key);
            if (value instanceof String || value instanceof Boolean || value instanceof Integer) {
                values.add(value);
            }
        }
        return values;
    }

    private static int parsed(Object value) {
        try {
            return Integer.parseInt(value.toString());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** {@code mail.from}, which applies to every protocol. */
    Optional<String> from() {
        String from = session.getProperty("mail.from");
        return from == null || from.isEmpty() ? Optional.empty() : Optional.of(from);
    }

    /**
     * The Session's own Ferrypost settings, without those that only repeat a system property: programs build Sessions
     * from {@code System.getProperties()} and would otherwise seem to request Ferrypost for every server.
     */
    Map<String, String> own() {
        Map<String, String> own = new TreeMap<>();
        Properties properties = session.getProperties();
        for (String key : properties.stringPropertyNames()) {
            keep(own, key, properties.getProperty(key));
        }
        for (Map.Entry<Object, Object> entry : properties.entrySet()) {
            Object value = entry.getValue();
            if (entry.getKey() instanceof String && (value instanceof Boolean || value instanceof Number)) {
                keep(own, (String) entry.getKey(), value.toString());
            }
        }
        return own;
    }

    private void keep(Map<String, String> own, String key, String value) {
        if (key.startsWith(OWN) && !value.equals(systemProperty.apply(key))) {
            own.put(key, value);
        }
    }

    /** Whether these Session settings name or define an account. */
    static boolean nameAccount(Map<String, String> own) {
        for (String key : own.keySet()) {
            if (IDENTITY.contains(key) || key.startsWith("ferrypost.account.")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the program signs in with OAuth2 itself: it allows only bearer-token mechanisms. */
    boolean signsInWithToken() {
        return onlyTokens(text("auth.mechanisms")) || (flag("sasl.enable") && onlyTokens(text("sasl.mechanisms")));
    }

    private static boolean onlyTokens(Optional<String> mechanisms) {
        if (mechanisms.isEmpty()) {
            return false;
        }
        for (String name : List.of(mechanisms.get().trim().split("[\\s,]+"))) {
            if (!name.equalsIgnoreCase("XOAUTH2") && !name.equalsIgnoreCase("OAUTHBEARER")) {
                return false;
            }
        }
        return true;
    }
}
