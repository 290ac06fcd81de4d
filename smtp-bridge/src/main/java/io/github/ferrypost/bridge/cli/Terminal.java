package io.github.ferrypost.bridge.cli;

import java.io.Console;
import java.util.Optional;

/** Whether a person reads what this process prints. */
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        return Optional.ofNullable(System.console()).map(Terminal::isTerminal).orElse(false);
    }

    /** Up to Java 21 a console is a terminal; from 22 on there is always one, and it has a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
