package io.github.ferrypost.doctor;

import io.github.ferrypost.http.Http;
import io.github.ferrypost.road.Roads;
import io.github.ferrypost.token.TokenSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What the doctor depends on; tests replace it. Immutable. */
final class DoctorDependencies {
    private final Function<Optional<Path>, Http> http;
    private final TokenSource tokens;
    private final Roads roads;
    private final Clock clock;
    private final Duration patience;

    /** @param patience with one request */
    DoctorDependencies(
            Function<Optional<Path>, Http> http, TokenSource tokens, Roads roads, Clock clock, Duration patience) {
        this.http = Objects.requireNonNull(http);
        this.tokens = Objects.requireNonNull(tokens);
        this.roads = Objects.requireNonNull(roads);
        this.clock = Objects.requireNonNull(clock);
        this.patience = Objects.requireNonNull(patience);
    }

    Http http(Optional<Path> trust) {
        return http.apply(trust);
    }

    TokenSource tokens() {
        return tokens;
    }

    Roads roads() {
        return roads;
    }

    Clock clock() {
        return clock;
    }

    Duration patience() {
        return patience;
    }
}
