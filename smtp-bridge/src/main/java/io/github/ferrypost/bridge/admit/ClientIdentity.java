package io.github.ferrypost.bridge.admit;

import io.github.ferrypost.bridge.config.DeviceConfig;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What the bridge knows about a connected client. Immutable.
 *
 * @param encrypted whether TLS is on
 * @param login the user name of an accepted login; never the password
 * @param device the device that its address belongs to
 */
public record ClientIdentity(
        InetAddress address, boolean encrypted, Optional<String> login, Optional<DeviceConfig> device) {
    public static ClientIdentity connected(InetAddress address) {
        return new ClientIdentity(address, false, Optional.empty(), Optional.empty());
    }

    /** The name of the device; empty if its address belongs to none. */
    public String deviceName() {
        return device.map(DeviceConfig::name).orElse("");
    }

    /** STARTTLS resets the session, so an earlier login no longer counts (RFC 3207 section 4.2). */
    public ClientIdentity withTls() {
        return new ClientIdentity(address, true, Optional.empty(), device);
    }

    /** Records the login, with "?" for each character that could corrupt a page, a log or a terminal. */
    public ClientIdentity withLogin(String user) {
        return new ClientIdentity(address, encrypted, Optional.of(printable(user)), device);
    }

    /** The login that was accepted is gone from the settings. */
    ClientIdentity withoutLogin() {
        return new ClientIdentity(address, encrypted, Optional.empty(), device);
    }

    ClientIdentity withDevice(Optional<DeviceConfig> newDevice) {
        return new ClientIdentity(address, encrypted, login, newDevice);
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> isPrintable(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Excludes controls, line separators, and format characters, which can reverse the direction of text. */
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

    /** Whether the client's address is on this machine. */
    public boolean isLocal() {
        return address.isLoopbackAddress();
    }
}
