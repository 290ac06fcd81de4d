package io.github.ferrypost.message;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One mail address (RFC 5321 section 4.1.2, with UTF-8 by RFC 6531), in a form that can be compared. Immutable.
 *
 * <p>Equal are addresses with the same local part, letter for letter after quotes are taken off, and the same domain,
 * whatever its case and whether it is written in letters or as {@code xn--}. RFC 5321 section 2.4 leaves it to the domain
 * whether the case of a local part matters; practically none cares, Exchange among them. So whoever looks for an address
 * looks for an equal one first and then for one with the same {@link #folded()}.
 */
public final class Address {
    /** Where IDNA 2003, which Java has, names another domain than IDNA 2008 (RFC 5894 section 7.2): left as written. */
    private static final String DEVIATIONS = "\u00df\u03c2\u200c\u200d";

    /** What RFC 5322 section 3.2.3 calls atext, beside letters and digits. */
    private static final String ATOM_MARKS = "!#$%&'*+-/=?^_`{|}~";

    private final String local;
    private final String domain;

    private Address(String local, String domain) {
        this.local = local;
        this.domain = domain;
    }

    /** The one address that {@code text} holds, also after a source route; nothing where it is not exactly one. */
    public static Optional<Address> parse(String text) {
        return text.startsWith("@")
                ? MailboxSyntax.inAngle(Latin1.of(text))
                : MailboxSyntax.addressOf(Lexeme.scan(Latin1.of(text)));
    }

    /** @param local without quotes */
    static Optional<Address> of(String local, String domain) {
        if (local.isEmpty() || domain.isEmpty() || hasControls(local) || hasControls(domain)) {
            return Optional.empty();
        }
        return Optional.of(new Address(local, canonical(domain)));
    }

    private static boolean hasControls(String text) {
        return Latin1.has(text, Character::isISOControl);
    }

    private static String canonical(String domain) {
        if (Latin1.isAscii(domain)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        String lower = Normalizer.normalize(domain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") || Latin1.has(lower, c -> DEVIATIONS.indexOf(c) >= 0)) {
            return lower;
        }
        try {
            return IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomainName) {
            return lower;
        }
    }

    /** Without quotes and escapes. */
    public String local() {
        return local;
    }

    /** In lower case, as {@code xn--} where it has other than ASCII letters. */
    public String domain() {
        return domain;
    }

    /** A key that is the same for addresses that differ in nothing but the case of the local part. */
    public String folded() {
        String same = Latin1.isAscii(local)
                ? local
                : Normalizer.normalize(local, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        return same.toLowerCase(Locale.ROOT) + "@" + domain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address
                && local.equals(((Address) other).local)
                && domain.equals(((Address) other).domain);
    }

    @Override
    public int hashCode() {
        return Objects.hash(local, domain);
    }

    /** As it is written in a header field: a local part that is no dot-atom in quotes (RFC 5322 section 3.4.1). */
    @Override
    public String toString() {
        return (isDotAtom(local) ? local : quoted(local)) + "@" + domain;
    }

    /** Atoms with one dot between each two; beyond ASCII every character may be in an atom (RFC 6532 section 3.2). */
    static boolean isDotAtom(String text) {
        boolean afterDot = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dot = c == '.';
            boolean atom = c >= 0x80
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || ATOM_MARKS.indexOf(c) >= 0;
            if (!atom && (!dot || afterDot)) {
                return false;
            }
            afterDot = dot;
        }
        return !afterDot;
    }

    /** As a quoted string (RFC 5322 section 3.2.4). */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
