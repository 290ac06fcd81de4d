package io.github.ferrypost.bridge.listen;

import java.nio.charset.StandardCharsets;

/**
 * The mailbox syntax of MAIL and RCPT: RFC 5321 section 4.1.2, with RFC 6531 section 3.3 for non-ASCII. More lenient
 * than the RFC where other servers are and the result is unambiguous (decision 2): a local part may have any length and
 * dots at its ends or in a row, and a domain may end in a dot. Hand-written, because Java's regular expressions recurse
 * once per repetition of a group. It is not {@link io.github.ferrypost.message.Address}, which finds the address in a
 * header field and accepts more. Stateless.
 */
final class ClientAddressSyntax {
    /**
     * RFC 5321 section 4.5.3.1.2, in octets. The RFC's 64 for a local part is a minimum that servers must accept, not a
     * maximum.
     */
    private static final int LONGEST_DOMAIN = 255;
    /** RFC 1035 section 2.3.4. */
    private static final int LONGEST_LABEL = 63;
    /** The longest address literal: a full IPv6 address with its tag and a zone. */
    private static final int LONGEST_LITERAL = 64;

    private static final String ATOM = "!#$%&'*+/=?^_`{|}~-";
    private static final String LITERAL = ":.-";

    private ClientAddressSyntax() {}

    /** Whether the text is local-part@domain. */
    static boolean isMailbox(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && isLocal(text.substring(0, at)) && isDomain(text.substring(at + 1));
    }

    /** Removes the final dot of the domain: it denotes the DNS root and is not part of a mailbox. */
    static String withoutFinalDot(String text) {
        boolean dotted = text.endsWith(".") && text.length() > 1 && text.charAt(text.length() - 2) != '.';
        return dotted && text.indexOf('@') >= 0 ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isLocal(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? isQuoted(text) : text.codePoints().allMatch(c -> c == '.' || isAtom(c));
    }

    private static boolean isQuoted(String text) {
        int end = text.length() - 1;
        for (int i = 1; i < end; ) {
            int c = text.codePointAt(i);
            if (c == '\\') {
                i++;
                if (i >= end || text.charAt(i) < ' ' || text.charAt(i) > '~') {
                    return false;
                }
                c = text.charAt(i);
            } else if (c == '"' || !(isBeyondAscii(c) || (c >= ' ' && c <= '~'))) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /** Whether the text is a domain or an address literal, as in EHLO. */
    static boolean isDomain(String text) {
        if (text.startsWith("[")) {
            return isLiteral(text);
        }
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_DOMAIN) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.codePoints().allMatch(ClientAddressSyntax::isLetter);
    }

    private static boolean isLiteral(String text) {
        return text.length() > 2
                && text.length() <= LONGEST_LITERAL + 2
                && text.endsWith("]")
                && text.substring(1, text.length() - 1)
                        .chars()
                        .allMatch(c -> isAlphanumeric(c) || LITERAL.indexOf(c) >= 0);
    }

    private static boolean isAtom(int c) {
        return isAlphanumeric(c) || isBeyondAscii(c) || ATOM.indexOf(c) >= 0;
    }

    /** Allows underscores: illegal in host names, but in use. Microsoft checks whether the domain exists. */
    private static boolean isLetter(int c) {
        return isAlphanumeric(c) || isBeyondAscii(c) || c == '-' || c == '_';
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Excludes C1 controls and U+FFFD, which replaces octets that are not UTF-8. */
    private static boolean isBeyondAscii(int c) {
        return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFEF) || c >= 0x10000;
    }
}
