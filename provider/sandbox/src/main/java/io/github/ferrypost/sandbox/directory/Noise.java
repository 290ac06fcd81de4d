package io.github.ferrypost.sandbox.directory;

import java.security.SecureRandom;

/** Random text in the style of Entra's identifiers. Thread-safe. */
public final class Noise {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    private Noise() {}

    /** Returns this many random characters. */
    public static String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        RANDOM.ints(count, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
        return text.toString();
    }

    /** The prefix, {@link App#SECRET_MARKER}, and random characters up to this length. */
    public static String marked(String prefix, int length) {
        String start = prefix + App.SECRET_MARKER;
        return start + letters(length - start.length());
    }
}
