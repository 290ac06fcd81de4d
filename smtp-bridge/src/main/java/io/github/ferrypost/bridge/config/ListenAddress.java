package io.github.ferrypost.bridge.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address and port to listen on; port 0 picks a free one. */
public record ListenAddress(InetAddress address, int port) {
    private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:,\\s]+):)?(\\d{1,5})");

    /** @throws IllegalArgumentException with a message that continues "ferrypost.bridge.listen" */
    static ListenAddress parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(2)) > 65535) {
            throw new IllegalArgumentException(
                    "has \"" + text + "\", which is not of the form address:port. Set 127.0.0.1:2525,"
                            + " [::1]:2525 or *:2525, for example.");
        }
        String host = form.group(1) == null ? "127.0.0.1" : form.group(1);
        try {
            InetAddress address = InetAddress.getByName(host.equals("*") ? "0.0.0.0" : host);
            return new ListenAddress(address, Integer.parseInt(form.group(2)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "names the host \"" + host + "\", which this machine cannot resolve. Use an IP address.", e);
        }
    }

    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    @Override
    public String toString() {
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
