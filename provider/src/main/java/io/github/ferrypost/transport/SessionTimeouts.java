package io.github.ferrypost.transport;

import io.github.ferrypost.wiring.RoadOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * Maps a Session's properties for Angus' connection to our connections to Microsoft. The table in docs/settings.md
 * says which Angus properties apply and which cannot.
 */
final class SessionTimeouts {
    /** Angus' default. */
    private static final int PROXY_PORT = 80;

    private SessionTimeouts() {}

    /** Adds the proxy of our own settings if the Session names none for Angus. */
    static RoadOptions of(SessionProperties properties, AccountSelection route) {
        RoadOptions wishes = of(properties);
        return wishes.hasProxy()
                ? wishes
                : route.settings().proxy().map(wishes::withProxy).orElse(wishes);
    }

    static RoadOptions of(SessionProperties properties) {
        RoadOptions options = RoadOptions.STANDARD;
        Optional<Duration> connect = connectTimeout(properties);
        if (connect.isPresent()) {
            options = options.withConnectTimeout(connect.get());
        }
        Optional<Duration> answer = answerTimeout(properties);
        if (answer.isPresent()) {
            options = options.withAnswerTimeout(answer.get());
        }
        Optional<Duration> write = duration(properties, "writetimeout");
        if (write.isPresent()) {
            options = options.withWriteTimeout(write.get());
        }
        Optional<String> proxy = properties.text("proxy.host");
        return proxy.isPresent()
                ? options.withProxy(proxy.get(), properties.number("proxy.port").orElse(PROXY_PORT))
                : options;
    }

    /** How long the program waits for a connection; empty for no limit. */
    static Optional<Duration> connectTimeout(SessionProperties properties) {
        return duration(properties, "connectiontimeout");
    }

    /** How long the program waits for a response; empty for no limit. */
    static Optional<Duration> answerTimeout(SessionProperties properties) {
        return duration(properties, "timeout");
    }

    /** Unset and zero mean no limit in Angus; the roads then keep their own limits, so that no call waits for ever. */
    private static Optional<Duration> duration(SessionProperties properties, String name) {
        int millis = properties.number(name).orElse(0);
        return millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }
}
