package io.github.ferrypost.smtp;

import java.util.Objects;
import java.util.Optional;

/** What opening a link came to: the link, signed in, or why there is none. Immutable. */
final class Opened {
    private final Link link;
    private final Refusal refusal;

    private Opened(Link link, Refusal refusal) {
        this.link = link;
        this.refusal = refusal;
    }

    static Opened of(Link link) {
        return new Opened(Objects.requireNonNull(link), null);
    }

    static Opened refused(Refusal refusal) {
        return new Opened(null, Objects.requireNonNull(refusal));
    }

    Optional<Link> link() {
        return Optional.ofNullable(link);
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }
}
