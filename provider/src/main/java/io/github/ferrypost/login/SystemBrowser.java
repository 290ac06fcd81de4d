package io.github.ferrypost.login;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;

/** This machine's browser, where there is one and Java can reach it. */
final class SystemBrowser {
    private SystemBrowser() {}

    /** Whether it was asked to show the page. */
    static boolean open(URI page) {
        try {
            if (GraphicsEnvironment.isHeadless()
                    || !Desktop.isDesktopSupported()
                    || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                return false;
            }
            Desktop.getDesktop().browse(page);
            return true;
        } catch (IOException | RuntimeException | LinkageError e) {
            // no display, no java.desktop in this runtime: the address is printed instead
            return false;
        }
    }
}
