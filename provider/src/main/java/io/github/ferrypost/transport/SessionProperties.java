package io.github.ferrypost.transport;

import jakarta.mail.Session;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

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
        return protocols.stream()
                .map(protocol -> session.getProperty("mail." + protocol + "." + name))
                .filter(Objects::nonNull)
                .findFirst()
                .filter(text -> !text.isEmpty());
    }

    /** Accepts a Boolean object or its text, as Angus does. */
    boolean flag(String name) {
        return values(name).anyMatch(value -> value.toString().equalsIgnoreCase("true"));
    }

    /** Accepts a number or its text, and ignores anything else, as Angus does. */
    Optional<Integer> number(String name) {
        return values(name)
                .map(SessionProperties::parsed)
                .filter(number -> number >= 0)
                .findFirst();
    }

    /** Includes non-string objects, which are visible only outside a chain of defaults. */
    private Stream<Object> values(String name) {
        Properties properties = session.getProperties();
        return protocols.stream()
                .map(protocol -> "mail." + protocol + "." + name)
                .map(key -> properties.get(key) == null ? properties.getProperty(key) : properties.get(key))
                .filter(value -> value instanceof String || value instanceof Boolean || value instanceof Integer);
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
        return Optional.ofNullable(session.getProperty("mail.from")).filter(text -> !text.isEmpty());
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
        properties.forEach((key, value) -> {
            if (key instanceof String && (value instanceof Boolean || value instanceof Number)) {
                keep(own, (String) key, value.toString());
            }
        });
        return own;
    }

    private void keep(Map<String, String> own, String key, String value) {
        if (key.startsWith(OWN) && !value.equals(systemProperty.apply(key))) {
            own.put(key, value);
        }
    }

    /** Whether these Session settings name or define an account. */
    static boolean nameAccount(Map<String, String> own) {
        return own.keySet().stream().anyMatch(key -> IDENTITY.contains(key) || key.startsWith("ferrypost.account."));
    }

    /** Whether the program signs in with OAuth2 itself: it allows only bearer-token mechanisms. */
    boolean signsInWithToken() {
        return onlyTokens(text("auth.mechanisms")) || (flag("sasl.enable") && onlyTokens(text("sasl.mechanisms")));
    }

    private static boolean onlyTokens(Optional<String> mechanisms) {
        return mechanisms
                .map(text -> List.of(text.trim().split("[\\s,]+")))
                .map(names -> names.stream()
                        .allMatch(name -> name.equalsIgnoreCase("XOAUTH2") || name.equalsIgnoreCase("OAUTHBEARER")))
                .orElse(false);
    }
}
