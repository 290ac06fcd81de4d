package io.github.ferrypost.bridge.admit;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Who is connected, as far as is known now.
 *
 * @param encrypted whether TLS is on
 * @param login the user name of a login that was accepted, never its password
 */
public record ClientIdentity(InetAddress address, boolean encrypted, Optional<String> login) {
    public static ClientIdentity connected(InetAddress address) {
        return new ClientIdentity(address, false, Optional.empty());
    }

    /** After STARTTLS a session begins anew, so a login from before is forgotten (RFC 3207 section 4.2). */
    public ClientIdentity withTls() {
        return new ClientIdentity(address, true, Optional.empty());
    }

    /** Without what would disturb a page, a log or a terminal that shows the name: each such character becomes "?". */
    public ClientIdentity withLogin(String user) {
        return new ClientIdentity(address, encrypted, Optional.of(printable(user)));
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> isPrintable(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Not so: controls, line separators, and format characters, which turn the direction of writing. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** Whether the client runs on this machine, as far as its address tells. */
    public boolean isLocal() {
        return address.isLoopbackAddress();
    }
}
