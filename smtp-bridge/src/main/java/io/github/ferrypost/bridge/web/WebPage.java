package io.github.ferrypost.bridge.web;

import io.github.ferrypost.bridge.config.ListenAddress;
import io.github.ferrypost.bridge.monitor.BridgeStatus;
import io.github.ferrypost.bridge.reload.LiveSettings;
import io.github.ferrypost.doctor.Doctor;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The local web page: its port and its handlers. Safe for use by many threads. */
public final class WebPage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebPage.class);

    /** The largest form, in bytes; its largest field is pasted output of Exchange's PowerShell. */
    private static final long MOST_BYTES = 1 << 20;

    private final Javalin javalin;
    private final OneTimeKeys keys;
    private final Optional<OneTimeKeyFile> drop;
    private final SettingsService service;

    private WebPage(Javalin javalin, OneTimeKeys keys, Optional<OneTimeKeyFile> drop, SettingsService service) {
        this.javalin = javalin;
        this.keys = keys;
        this.drop = drop;
        this.service = service;
    }

    /**
     * Opens the port.
     *
     * @param at a loopback address; port 0 picks a free port
     * @param running empty for a first setup, where the page has only the settings
     * @param store reads and writes the settings
     * @param live takes over saved settings; empty for a first setup
     * @param drop gives a key to another process of the same owner
     * @param version of the program
     * @param onFailure is called with the thread and the cause if the page stops working although its port is open
     * @throws IOException if the port is in use
     */
    public static WebPage open(
            ListenAddress at,
            Optional<BridgeStatus> running,
            SettingsStore store,
            Optional<LiveSettings> live,
            Optional<OneTimeKeyFile> drop,
            String version,
            BiConsumer<String, Throwable> onFailure,
            Clock clock)
            throws IOException {
        if (!at.isLoopback()) {
            throw new IllegalArgumentException("the page is for loopback only, not for " + at);
        }
        OneTimeKeys keys = new OneTimeKeys(drop, clock);
        Sessions sessions = new Sessions(clock);
        RequestGuard entrance = new RequestGuard(sessions, at.address());
        running.ifPresent(bridge -> bridge.metrics().watch(bridge));
        SettingsService service = new SettingsService(store, live, Doctor::standard, clock);
        Routes routes = new Routes(
                new PageLayout(entrance, running, version), entrance, keys, sessions, running, service, clock);
        // opened here, because Javalin reports a port in use with an exception of its own
        ServerSocketChannel port = bind(at);
        Javalin javalin = Javalin.create(config -> configure(config, port, routes, onFailure));
        try {
            javalin.start();
        } catch (RuntimeException e) {
            port.close();
            throw new IOException("cannot serve the page on " + at + ": " + reason(e), e);
        }
        entrance.opened(javalin.port());
        WebPage page = new WebPage(javalin, keys, drop, service);
        drop.ifPresent(place -> page.tell(place, at));
        return page;
    }

    private static ServerSocketChannel bind(ListenAddress at) throws IOException {
        ServerSocketChannel port = ServerSocketChannel.open();
        try {
            port.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            port.bind(new InetSocketAddress(at.address(), at.port()));
            return port;
        } catch (IOException e) {
            port.close();
            throw new IOException(
                    "cannot serve the page on " + at + ": " + e.getMessage() + ". If another program, such as"
                            + " a second"
                            + " bridge, uses the port, set ferrypost.bridge.web to another one, or to off.",
                    e);
        }
    }

    private void tell(OneTimeKeyFile place, ListenAddress at) {
        try {
            place.open(address(at));
        } catch (IOException e) {
            LOG.warn("The page is open on {}, but `ferrypost page` cannot find it: {}", address(at), e.toString());
        }
    }

    private static String reason(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : reason(e.getCause());
    }

    private String address(ListenAddress at) {
        return new ListenAddress(at.address(), javalin.port()).toString();
    }

    private static void configure(
            JavalinConfig config, ServerSocketChannel port, Routes routes, BiConsumer<String, Throwable> onFailure) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MOST_BYTES;
        config.jetty.threadPool = new PageThreads(onFailure);
        config.jetty.addConnector((server, http) -> connector(server, http, port));
        routes.addTo(config.routes);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, ServerSocketChannel port) {
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(
                server,
                null,
                new ScheduledExecutorScheduler("ferrypost-page-timer", true),
                null,
                1,
                1,
                new HttpConnectionFactory(http));
        try {
            connector.setHost(((InetSocketAddress) port.getLocalAddress()).getHostString());
            connector.open(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    /** A one-time link to the page, valid for 15 minutes. Show it only to the owner. */
    public URI link(ListenAddress at) {
        return URI.create("http://" + address(at) + "/?key=" + keys.issue());
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        service.close();
        javalin.stop();
        if (drop.isPresent()) {
            try {
                drop.get().close();
            } catch (IOException e) {
                // the file keeps an address where nothing answers; the command reports that
                LOG.debug("page.address stays", e);
            }
        }
    }
}
