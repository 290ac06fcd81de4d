package io.github.ferrypost.account;

import io.github.ferrypost.message.Address;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks and normalises what the settings and clients name as logins and senders, which need not be whole addresses. */
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
            return Address.canonicalDomain(address);
        }
        return address.substring(0, at).toLowerCase(Locale.ROOT)
                + "@"
                + Address.canonicalDomain(address.substring(at + 1));
    }

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
