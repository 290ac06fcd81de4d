package io.github.ferrypost.login;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;

/** This machine's browser, if Java can open it. */
final class SystemBrowser {
    private SystemBrowser() {}

    /** Whether the browser was asked to open the page. */
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
            // no display, or no java.desktop in this runtime: the address is printed instead
            return false;
        }
    }
}
