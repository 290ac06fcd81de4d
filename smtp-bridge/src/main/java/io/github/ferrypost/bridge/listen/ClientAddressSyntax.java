package io.github.ferrypost.bridge.listen;

import java.nio.charset.StandardCharsets;

/**
 * The syntax of a mailbox in MAIL and RCPT: RFC 5321 section 4.1.2, with RFC 6531 section 3.3 for other than ASCII. Wider
 * than the RFC where servers are and no reader can be misled (decision 2): a local part may be of any length and have dots
 * at its ends or in a row, and a domain may end in a dot. By hand rather than by regular expressions, which recurse once for
 * each repetition of a group.
 */
final class ClientAddressSyntax {
    /** RFC 5321 section 4.5.3.1.2, in octets. That for a local part (64) is the least to be accepted, not the most. */
    private static final int LONGEST_DOMAIN = 255;
    /** RFC 1035 section 2.3.4. */
    private static final int LONGEST_LABEL = 63;
    /** Of an address literal: IPv6 in full, with its tag and a zone. */
    private static final int LONGEST_LITERAL = 64;

    private static final String ATOM = "!#$%&'*+/=?^_`{|}~-";
    private static final String LITERAL = ":.-";

    private ClientAddressSyntax() {}

    /** Whether it is local-part@domain. */
    static boolean isMailbox(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && isLocal(text.substring(0, at)) && isDomain(text.substring(at + 1));
    }

    /** The same mailbox without the final dot of its domain, which names the root of the DNS and is no part of a mailbox. */
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

    /** Whether it is a domain or an address literal, as EHLO too has it. */
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

    /** Underscores are in no host name, but in the wild; Microsoft judges whether the domain exists. */
    private static boolean isLetter(int c) {
        return isAlphanumeric(c) || isBeyondAscii(c) || c == '-' || c == '_';
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** No C1 controls, and no U+FFFD, which stands for octets that are not UTF-8. */
    private static boolean isBeyondAscii(int c) {
        return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFEF) || c >= 0x10000;
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
