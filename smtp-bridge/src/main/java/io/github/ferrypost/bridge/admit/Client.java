package io.github.ferrypost.bridge.admit;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Who is connected, as far as is known now.
 *
 * @param encrypted whether TLS is on
 * @param login the user name of a login that was accepted, never its password
 */
public record Client(InetAddress address, boolean encrypted, Optional<String> login) {
    public static Client connected(InetAddress address) {
        return new Client(address, false, Optional.empty());
    }

    /** After STARTTLS a session begins anew, so a login from before is forgotten (RFC 3207 section 4.2). */
    public Client withTls() {
        return new Client(address, true, Optional.empty());
    }

    public Client withLogin(String user) {
        return new Client(address, encrypted, Optional.of(user));
    }

    /** Whether the client runs on this machine, as far as its address tells. */
    public boolean isLocal() {
        return address.isLoopbackAddress();
    }
}
