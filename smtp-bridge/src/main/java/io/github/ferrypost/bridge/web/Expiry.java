package io.github.ferrypost.bridge.web;

import java.time.Instant;

/** Something of an account that ends, such as its client secret. */
public record Expiry(Kind kind, Instant at) {
    /** What it is; {@code key} is its label among the metrics. */
    public enum Kind {
        SECRET("secret"),
        CERTIFICATE("certificate"),
        REFRESH_TOKEN("refresh-token");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }
}
