package io.github.ferrypost.bridge.listen;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The syntax of a mailbox in MAIL and RCPT: RFC 5321 section 4.1.2, with RFC 6531 section 3.3 for other than ASCII. */
final class Address {
    /** RFC 5321 section 4.5.3.1.1 and 2, in octets. */
    private static final int LONGEST_LOCAL = 64;

    private static final int LONGEST_DOMAIN = 255;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{A0}-\\x{FFEF}\\x{10000}-\\x{10FFFF}-]+";
    private static final Pattern LOCAL = Pattern.compile(
            ATOM + "(\\." + ATOM + ")*|\"([ !#-\\[\\]-~\\x{A0}-\\x{FFEF}\\x{10000}-\\x{10FFFF}]|\\\\[ -~])*\"");
    /** Underscores are in no host name, but in the wild; Microsoft judges whether the domain exists. */
    private static final String LABEL =
            "[A-Za-z0-9_\\x{A0}-\\x{FFEF}]([A-Za-z0-9_\\x{A0}-\\x{FFEF}-]{0,61}[A-Za-z0-9_\\x{A0}-\\x{FFEF}])?";

    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern LITERAL = Pattern.compile("\\[[0-9A-Za-z:.-]{1,64}]");

    private Address() {}

    /** Whether it is local-part@domain. */
    static boolean isMailbox(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && isLocal(text.substring(0, at)) && isDomain(text.substring(at + 1));
    }

    private static boolean isLocal(String text) {
        return octets(text) <= LONGEST_LOCAL && LOCAL.matcher(text).matches();
    }

    /** Whether it is a domain or an address literal, as EHLO too has it. */
    static boolean isDomain(String text) {
        return octets(text) <= LONGEST_DOMAIN
                && (DOMAIN.matcher(text).matches() || LITERAL.matcher(text).matches());
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
