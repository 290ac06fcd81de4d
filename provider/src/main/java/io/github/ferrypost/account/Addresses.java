package io.github.ferrypost.account;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks and normalises addresses, so that two spellings of the same mailbox are equal. */
final class Addresses {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+");

    private Addresses() {}

    /** Whether a setting's value is an address, in the form that settings take. */
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /**
     * Lower case, with the domain in its ASCII form; text without "@" counts as a domain. RFC 5321 section 2.4 leaves
     * the case of the local part to the receiving host; Exchange, where every account is, ignores it.
     */
    static String fold(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return foldDomain(address);
        }
        return address.substring(0, at).toLowerCase(Locale.ROOT) + "@" + foldDomain(address.substring(at + 1));
    }

    static String foldDomain(String domain) {
        if (isAscii(domain)) {
            // IDN changes nothing but case, and its tables take long to load in a cold JVM
            return domain.toLowerCase(Locale.ROOT);
        }
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return domain.toLowerCase(Locale.ROOT);
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
