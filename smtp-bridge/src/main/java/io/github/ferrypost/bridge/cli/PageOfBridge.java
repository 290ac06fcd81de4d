package io.github.ferrypost.bridge.cli;

import io.github.ferrypost.bridge.Bridge;
import io.github.ferrypost.bridge.config.CheckedSettings;
import io.github.ferrypost.bridge.config.ListenAddress;
import io.github.ferrypost.bridge.monitor.BridgeStatus;
import io.github.ferrypost.bridge.monitor.Metrics;
import io.github.ferrypost.bridge.reload.LiveSettings;
import io.github.ferrypost.bridge.web.OneTimeKeyFile;
import io.github.ferrypost.bridge.web.SettingsStore;
import io.github.ferrypost.bridge.web.WebPage;
import io.github.ferrypost.token.Expiries;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web page of a running bridge. It opens in its own thread after the bridge listens, because a web server takes
 * longer to start than everything else. If the page fails, delivery continues.
 */
public final class PageOfBridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageOfBridge.class);

    private @Nullable WebPage page;
    private boolean closed;

    private PageOfBridge() {}

    /** @param terminal shows the one-time link to the person who started the bridge; empty if the output is stored */
    public static PageOfBridge start(
            ListenAddress at,
            CheckedSettings checked,
            Bridge bridge,
            Metrics metrics,
            LiveSettings live,
            SettingsStore store,
            Optional<PrintWriter> terminal) {
        Clock clock = Clock.systemUTC();
        BridgeStatus running = new BridgeStatus(
                bridge::isListening,
                bridge.threads()::failures,
                bridge::addresses,
                bridge::accounts,
                bridge.spool(),
                bridge::rest,
                Expiries::of,
                live::last,
                metrics,
                Instant.now(clock));
        Optional<OneTimeKeyFile> drop = checked.config().spool().map(folder -> new OneTimeKeyFile(folder, clock));
        PageOfBridge page = new PageOfBridge();
        Thread opening = new Thread(
                () -> page.open(at, running, store, live, drop, bridge.threads()::failed, clock, terminal),
                "ferrypost-page-open");
        opening.setDaemon(true);
        opening.start();
        return page;
    }

    private void open(
            ListenAddress at,
            BridgeStatus running,
            SettingsStore store,
            LiveSettings live,
            Optional<OneTimeKeyFile> drop,
            BiConsumer<String, Throwable> onFailure,
            Clock clock,
            Optional<PrintWriter> terminal) {
        try {
            WebPage opened = WebPage.open(
                    at, Optional.of(running), store, Optional.of(live), drop, Main.version(), onFailure, clock);
            if (keep(opened)) {
                terminal.ifPresentOrElse(out -> show(opened.link(at), out), () -> tell(at, opened.port()));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "The page, /health and /metrics are not available; the bridge still sends messages:"
                            + " Ferrypost {}",
                    e.getMessage());
        }
    }

    private static void show(URI link, PrintWriter out) {
        out.println("Page: " + link + " (valid once, for 15 minutes; for a new link run `ferrypost page`)");
        out.flush();
    }

    /** Prints no key if the output goes to a journal or file: every reader of that file could use it. */
    private static void tell(ListenAddress at, int port) {
        LOG.info(
                "the page is on http://{}; `ferrypost page` prints a link that opens it",
                new ListenAddress(at.address(), port));
    }

    private synchronized boolean keep(WebPage opened) {
        if (closed) {
            opened.close();
            return false;
        }
        page = opened;
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (page != null) {
            page.close();
        }
    }
}
