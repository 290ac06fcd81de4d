package io.github.ferrypost.sandbox.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses an address list (RFC 5322 section 3.4, including groups; RFC 6531 for non-ASCII addresses): returns the
 * addr-specs and skips names and comments. One instance parses one value; not thread-safe.
 */
public final class AddressParser {
    private final String value;
    private final List<String> found = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String angle;
    private int at;

    private AddressParser(String value) {
        this.value = value;
    }

    /** The addresses in an unfolded header value, in order; keeps quotes in local parts. */
    public static List<String> parse(String value) throws AddressSyntaxException {
        AddressParser list = new AddressParser(value);
        list.read();
        return list.found;
    }

    private void read() throws AddressSyntaxException {
        while (at < value.length()) {
            char c = value.charAt(at);
            switch (c) {
                case '(':
                    comment();
                    text.append(' ');
                    break;
                case '"':
                    text.append(quoted());
                    break;
                case '[':
                    text.append(until(']'));
                    break;
                case '<':
                    if (angle != null) {
                        throw new AddressSyntaxException("Two addresses without a comma: " + value);
                    }
                    angle = angle();
                    break;
                case ':':
                    // the text so far was the group's name
                    text.setLength(0);
                    at++;
                    break;
                case ',':
                case ';':
                    element();
                    at++;
                    break;
                default:
                    text.append(c);
                    at++;
            }
        }
        element();
    }

    private void element() throws AddressSyntaxException {
        String address = angle != null ? angle : compact(text.toString());
        boolean empty = angle == null && address.isEmpty();
        text.setLength(0);
        angle = null;
        if (!empty) {
            found.add(checked(address));
        }
    }

    private String angle() throws AddressSyntaxException {
        at++;
        StringBuilder inside = new StringBuilder();
        while (at < value.length() && value.charAt(at) != '>') {
            char c = value.charAt(at);
            if (c == '"') {
                inside.append(quoted());
            } else if (c == '(') {
                comment();
            } else if (c == '[') {
                inside.append(until(']'));
            } else if (c == ':') {
                // an obsolete route (RFC 5322 section 4.4) ends here
                inside.setLength(0);
                at++;
            } else {
                inside.append(c);
                at++;
            }
        }
        if (at == value.length()) {
            throw new AddressSyntaxException("No closing bracket: " + value);
        }
        at++;
        return compact(inside.toString());
    }

    private void comment() throws AddressSyntaxException {
        int depth = 0;
        do {
            if (at == value.length()) {
                throw new AddressSyntaxException("No closing parenthesis: " + value);
            }
            char c = value.charAt(at++);
            if (c == '\\') {
                at = Math.min(at + 1, value.length());
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        } while (depth > 0);
    }

    private String quoted() throws AddressSyntaxException {
        int start = at++;
        while (at < value.length() && value.charAt(at) != '"') {
            at += value.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= value.length()) {
            throw new AddressSyntaxException("No closing quote: " + value);
        }
        return value.substring(start, ++at);
    }

    private String until(char end) throws AddressSyntaxException {
        int start = at;
        int stop = value.indexOf(end, at);
        if (stop < 0) {
            throw new AddressSyntaxException("No closing " + end + ": " + value);
        }
        at = stop + 1;
        return value.substring(start, at);
    }

    /** Removes CFWS around dots and at signs; {@link #checked} rejects it anywhere else. */
    private static String compact(String address) {
        return address.strip().replaceAll("\\s*([.@])\\s*", "$1");
    }

    private static String checked(String address) throws AddressSyntaxException {
        int sign = address.lastIndexOf('@');
        boolean quoted = address.startsWith("\"");
        boolean right = sign > 0
                && sign < address.length() - 1
                && (quoted || (address.indexOf('@') == sign && isDotted(address.substring(0, sign))))
                && address.codePoints().noneMatch(c -> c < ' ' || c == 0x7f)
                && (quoted || address.chars().noneMatch(c -> c == ' ' || c == '"'))
                && address.substring(sign).chars().noneMatch(c -> c == ' ');
        if (!right) {
            throw new AddressSyntaxException("Not an address: " + address);
        }
        return address;
    }

    /** Without quotes, no part between dots may be empty (RFC 5322 section 3.2.3). */
    private static boolean isDotted(String local) {
        return !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
    }
}
