package io.github.ferrypost.sandbox.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The argument of MAIL and RCPT: an address in angle brackets and parameters (RFC 5321 section 4.1.2). Immutable. */
final class Path {
    private final String address;
    private final Map<String, String> parameters;

    private Path(String address, Map<String, String> parameters) {
        this.address = address;
        this.parameters = parameters;
    }

    /** Parses {@code FROM:<address> NAME=value}; null if the syntax is wrong. */
    static @Nullable Path parse(String argument, String keyword) {
        String start = keyword + ":";
        if (!argument.regionMatches(true, 0, start, 0, start.length())) {
            return null;
        }
        String rest = argument.substring(start.length()).strip();
        int end = closing(rest);
        if (end < 0) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        String tail = rest.substring(end + 1);
        if (!tail.isEmpty() && !tail.startsWith(" ")) {
            return null;
        }
        for (String word : tail.strip().split(" +", -1)) {
            if (!word.isEmpty()) {
                int sign = word.indexOf('=');
                String name = sign < 0 ? word : word.substring(0, sign);
                parameters.put(name.toUpperCase(Locale.ROOT), sign < 0 ? "" : word.substring(sign + 1));
            }
        }
        return new Path(rest.substring(1, end), parameters);
    }

    /** The index of the closing bracket; skips quoted brackets. */
    private static int closing(String text) {
        if (!text.startsWith("<")) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    String address() {
        return address;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    boolean isAscii() {
        return address.chars().allMatch(c -> c < 128);
    }

    /** Whether it is a possible mailbox address. */
    boolean isMailbox() {
        int sign = address.lastIndexOf('@');
        return sign > 0 && sign < address.length() - 1 && (address.startsWith("\"") || address.indexOf(' ') < 0);
    }
}
