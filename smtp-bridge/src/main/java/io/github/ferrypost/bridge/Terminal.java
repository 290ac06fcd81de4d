package io.github.ferrypost.bridge;

import java.io.Console;

/** Whether a person reads what this process prints. */
final class Terminal {
    private Terminal() {}

    /** Up to Java 21 a console is a terminal; from 22 on there is always one, and it has a method that tells. */
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
