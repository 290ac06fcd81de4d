package io.github.ferrypost.message;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One mail address (RFC 5321 section 4.1.2, with UTF-8 by RFC 6531), in a comparable form. Immutable.
 *
 * <p>Two addresses are equal if their local parts match exactly after unquoting and their domains match, ignoring
 * case and whether they are written in Unicode or as {@code xn--}. RFC 5321 section 2.4 lets the domain decide
 * whether case matters in a local part; in practice almost no domain distinguishes it, including Exchange. A lookup
 * therefore tries an equal address first, then one with the same {@link #folded()}.
 */
public final class Address {
    /**
     * Characters for which IDNA 2003, as in Java, yields another domain than IDNA 2008 (RFC 5894 section 7.2): left
     * as written.
     */
    private static final String DEVIATIONS = "\u00df\u03c2\u200c\u200d";

    /** The atext characters of RFC 5322 section 3.2.3, besides letters and digits. */
    private static final String ATOM_MARKS = "!#$%&'*+-/=?^_`{|}~";

    private final String local;
    private final String domain;

    private Address(String local, String domain) {
        this.local = local;
        this.domain = domain;
    }

    /** The one address in {@code text}, also after a source route; empty if there is not exactly one. */
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
        return Optional.of(new Address(local, canonicalDomain(domain)));
    }

    /** Whether an address or a domain needs no SMTPUTF8 (RFC 6531 section 3.1). */
    public static boolean isAscii(String text) {
        return Latin1.isAscii(text);
    }

    private static boolean hasControls(String text) {
        return Latin1.has(text, Character::isISOControl);
    }

    /** In lower case, and as {@code xn--} if it has non-ASCII letters: the same for all spellings of a domain. */
    public static String canonicalDomain(String domain) {
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

    /** In lower case; as {@code xn--} if it has non-ASCII letters. */
    public String domain() {
        return domain;
    }

    /** A key that ignores the case of the local part. */
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

    /** As in a header field: the local part is quoted unless it is a dot-atom (RFC 5322 section 3.4.1). */
    @Override
    public String toString() {
        return (isDotAtom(local) ? local : quoted(local)) + "@" + domain;
    }

    /** Atoms separated by single dots; any non-ASCII character may be in an atom (RFC 6532 section 3.2). */
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
