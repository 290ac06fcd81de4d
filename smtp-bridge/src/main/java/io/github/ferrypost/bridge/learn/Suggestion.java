package io.github.ferrypost.bridge.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The settings that make a device of a client, from what it tried. Stateless. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * The lines for the settings file.
     *
     * @param attempts of one address, at least one
     */
    public static List<String> lines(List<Attempt> attempts) {
        Attempt latest = attempts.get(0);
        String key = "ferrypost.bridge.device." + name(latest) + ".";
        List<String> senders = attempts.stream()
                .map(Attempt::sender)
                .filter(sender -> !sender.isEmpty())
                .distinct()
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(key + "address=" + latest.address());
        lines.add(key + "listener=" + latest.listener());
        if (!senders.isEmpty()) {
            lines.add(key + "senders=" + String.join(", ", senders));
        }
        return lines;
    }

    /** Of the EHLO name, if that names the device, else of its address. */
    static String name(Attempt attempt) {
        String host = attempt.helo().toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        String label = dot < 0 ? host : host.substring(0, dot);
        boolean usable = label.matches("[a-z][a-z0-9-]{0,40}") && !label.equals("localhost");
        return usable ? label : "device-" + attempt.address().replaceAll("[^0-9A-Fa-f]+", "-");
    }
}
