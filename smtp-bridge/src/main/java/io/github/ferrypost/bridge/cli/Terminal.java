package io.github.ferrypost.bridge.cli;

import java.io.Console;
import java.util.Optional;

/** Whether a person reads this process's output. */
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        return Optional.ofNullable(System.console()).map(Terminal::isTerminal).orElse(false);
    }

    /**
     * Up to Java 21, {@link System#console} is null without a terminal; from 22 on it always exists and has
     * {@code isTerminal}.
     */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
