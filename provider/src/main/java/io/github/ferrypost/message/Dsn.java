package io.github.ferrypost.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a sender wishes to be told of the delivery (RFC 3461): RET and ENVID for the message, NOTIFY and ORCPT for each
 * recipient. A road without such wishes, as Graph's, leaves them out. Immutable.
 */
public final class Dsn {
    /** No wishes. */
    public static final Dsn NONE = new Dsn(Map.of());

    /** A blank or a line end would begin another parameter or another command. */
    private static final Pattern VALUE = Pattern.compile("[!-~]+");

    private final Map<String, String> parameters;

    private Dsn(Map<String, String> parameters) {
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * @param parameters by {@code RET}, {@code ENVID}, {@code NOTIFY address} and {@code ORCPT address}; a value that is not
     *     printable ASCII is left out
     */
    public static Dsn of(Map<String, String> parameters) {
        Map<String, String> safe = new LinkedHashMap<>(parameters);
        safe.values().removeIf(value -> !VALUE.matcher(value).matches());
        return safe.isEmpty() ? NONE : new Dsn(safe);
    }

    /** As {@link #of} takes them. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /**
     * To follow the sender in MAIL, with a blank before each parameter; empty where nothing is wished.
     *
     * @param room how many characters the command line still has; what does not fit is left out
     */
    public String ofMail(int room) {
        return written(room, "RET=", "RET", "ENVID=", "ENVID");
    }

    /**
     * To follow this recipient in RCPT.
     *
     * @param room as in {@link #ofMail}
     */
    public String ofRecipient(String address, int room) {
        return written(room, "NOTIFY=", "NOTIFY " + address, "ORCPT=", "ORCPT " + address);
    }

    private String written(int room, String first, String firstKey, String second, String secondKey) {
        String text = written(room, first, firstKey);
        return text + written(room - text.length(), second, secondKey);
    }

    private String written(int room, String name, String key) {
        String value = parameters.get(key);
        String text = value == null ? "" : " " + name + value;
        return text.length() <= room ? text : "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dsn && parameters.equals(((Dsn) other).parameters);
    }

    @Override
    public int hashCode() {
        return parameters.hashCode();
    }

    @Override
    public String toString() {
        return parameters.toString();
    }
}
