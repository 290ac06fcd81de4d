package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.config.ListenAddress;
import io.github.ferrypost.doctor.Doctor;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page's port, and who serves what behind it. Safe for use by many threads. */
public final class Page implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Page.class);

    /** One person looks at it, and a program or two. */
    private static final int MOST_THREADS = 8;
    /** The most of a form; the largest field is what Exchange's PowerShell printed. */
    private static final long MOST_BYTES = 1 << 20;

    private final Javalin javalin;
    private final OneTimeKeys keys;
    private final Optional<KeyDrop> drop;
    private final SettingsDesk desk;

    private Page(Javalin javalin, OneTimeKeys keys, Optional<KeyDrop> drop, SettingsDesk desk) {
        this.javalin = javalin;
        this.keys = keys;
        this.drop = drop;
        this.desk = desk;
    }

    /**
     * Opens the port.
     *
     * @param at of loopback; port 0 for any free one
     * @param running nothing for a first set-up, where the page has the settings alone
     * @param store where settings are read and written
     * @param drop by which another process of the owner gets a key
     * @param version of the program
     * @throws IOException if the port is taken
     */
    public static Page open(
            ListenAddress at,
            Optional<Running> running,
            SettingsStore store,
            Optional<KeyDrop> drop,
            String version,
            Clock clock)
            throws IOException {
        if (!at.isLoopback()) {
            throw new IllegalArgumentException("the page is for loopback only, not for " + at);
        }
        OneTimeKeys keys = new OneTimeKeys(drop, clock);
        Sessions sessions = new Sessions(clock);
        Entrance entrance = new Entrance(sessions, at.address());
        running.ifPresent(bridge -> bridge.metrics().watch(bridge));
        SettingsDesk desk = new SettingsDesk(store, Doctor::standard, clock);
        Routes routes =
                new Routes(new Shell(entrance, running, version), entrance, keys, sessions, running, desk, clock);
        Javalin javalin = Javalin.create(config -> configure(config, at, routes));
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new IOException("cannot serve its page on " + at + ": " + reason(e), e);
        }
        entrance.opened(javalin.port());
        Page page = new Page(javalin, keys, drop, desk);
        drop.ifPresent(place -> page.tell(place, at));
        return page;
    }

    private void tell(KeyDrop place, ListenAddress at) {
        try {
            place.open(address(at));
        } catch (IOException e) {
            LOG.warn("The page is open on {}, and `ferrypost page` will not find it: {}", address(at), e.toString());
        }
    }

    private static String reason(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : reason(e.getCause());
    }

    private String address(ListenAddress at) {
        return new ListenAddress(at.address(), javalin.port()).toString();
    }

    private static void configure(JavalinConfig config, ListenAddress at, Routes routes) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setDaemon(true);
        threads.setName("ferrypost-page");
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MOST_BYTES;
        config.jetty.threadPool = threads;
        config.jetty.addConnector((server, http) -> connector(server, http, at));
        routes.addTo(config.routes);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, ListenAddress at) {
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(
                server,
                null,
                new ScheduledExecutorScheduler("ferrypost-page-timer", true),
                null,
                1,
                1,
                new HttpConnectionFactory(http));
        connector.setHost(at.address().getHostAddress());
        connector.setPort(at.port());
        return connector;
    }

    /** A link that opens the page once, in the next quarter of an hour. To be shown to the owner, and nobody else. */
    public URI link(ListenAddress at) {
        return URI.create("http://" + address(at) + "/?key=" + keys.issue());
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        desk.close();
        javalin.stop();
        if (drop.isPresent()) {
            try {
                drop.get().close();
            } catch (IOException e) {
                // the file names a port that nobody answers at any more, and the command says so
                LOG.debug("page.address stays", e);
            }
        }
    }
}
