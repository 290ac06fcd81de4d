package io.github.ferrypost.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The delivery status notifications a sender requests (RFC 3461): RET and ENVID for the message, NOTIFY and ORCPT for
 * each recipient. Graph cannot pass them on and omits them. Immutable.
 */
public final class Dsn {
    /** No requests. */
    public static final Dsn NONE = new Dsn(Map.of());

    /** White space or a line end would start another parameter or command. */
    private static final Pattern VALUE = Pattern.compile("[!-~]+");

    private final Map<String, String> parameters;

    private Dsn(Map<String, String> parameters) {
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * @param parameters by {@code RET}, {@code ENVID}, {@code NOTIFY address} and {@code ORCPT address}; values that
     *     are not printable ASCII are dropped
     */
    public static Dsn of(Map<String, String> parameters) {
        Map<String, String> safe = new LinkedHashMap<>(parameters);
        safe.values().removeIf(value -> !VALUE.matcher(value).matches());
        return safe.isEmpty() ? NONE : new Dsn(safe);
    }

    /** In the form {@link #of} accepts. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /**
     * The parameters for MAIL, each after a space; empty if there are none.
     *
     * @param room characters left in the command line; parameters that do not fit are dropped
     */
    public String ofMail(int room) {
        return written(room, "RET=", "RET", "ENVID=", "ENVID");
    }

    /**
     * The parameters for this recipient's RCPT.
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
