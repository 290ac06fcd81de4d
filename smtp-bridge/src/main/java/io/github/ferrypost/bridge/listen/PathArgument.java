package io.github.ferrypost.bridge.listen;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * The argument of MAIL FROM: and RCPT TO: (RFC 5321 section 4.1.2): the address without angle brackets and source
 * route, and the parameters by upper-case name. Accepts spaces after the colon and missing brackets: not standard, but
 * common in old software and unambiguous.
 */
record PathArgument(String address, Map<String, String> parameters) {
    /** @param keyword {@code FROM:} or {@code TO:} */
    static PathArgument parse(String text, String keyword) throws CommandRefusal {
        if (!text.regionMatches(true, 0, keyword, 0, keyword.length())) {
            throw new CommandRefusal(501, "5.5.4", "Syntax: " + keyword + "<address>");
        }
        String rest = text.substring(keyword.length()).stripLeading();
        int end = rest.startsWith("<") ? closing(rest) : rest.indexOf(' ');
        if (rest.startsWith("<") && end < 0) {
            throw new CommandRefusal(501, "5.5.4", "The address has no closing angle bracket");
        }
        if (rest.startsWith("<")) {
            return new PathArgument(withoutRoute(rest.substring(1, end)), parameters(rest.substring(end + 1)));
        }
        return end < 0
                ? new PathArgument(rest, Map.of())
                : new PathArgument(rest.substring(0, end), parameters(rest.substring(end)));
    }

    /** The index of the bracket that closes the address; skips brackets inside a quoted local part. */
    private static int closing(String text) {
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

    /** RFC 5321 section 3.6.1: accept and ignore a source route. */
    private static String withoutRoute(String path) {
        int colon = path.indexOf(':');
        return path.startsWith("@") && colon > 0 ? path.substring(colon + 1) : path;
    }

    private static Map<String, String> parameters(String text) throws CommandRefusal {
        if (!text.isEmpty() && text.charAt(0) != ' ') {
            throw new CommandRefusal(501, "5.5.4", "A space must follow the address");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        StringTokenizer tokens = new StringTokenizer(text, " ");
        while (tokens.hasMoreTokens()) {
            String token = tokens.nextToken();
            int equals = token.indexOf('=');
            String name = (equals < 0 ? token : token.substring(0, equals)).toUpperCase(Locale.ROOT);
            if (parameters.put(name, equals < 0 ? "" : token.substring(equals + 1)) != null) {
                throw new CommandRefusal(501, "5.5.4", "The parameter " + name + " is given twice");
            }
        }
        return parameters;
    }
}
