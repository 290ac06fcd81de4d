package io.github.ferrypost.login;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.http.HttpOptions;
import io.github.ferrypost.sandbox.MutableClock;
import io.github.ferrypost.sandbox.Sandbox;
import io.github.ferrypost.sandbox.directory.SignIns;
import io.github.ferrypost.sandbox.directory.User;
import io.github.ferrypost.sandbox.entra.SignInLimits;
import io.github.ferrypost.token.TokenOptions;
import io.github.ferrypost.token.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who signs in: a sandbox, its settings, the command, and a clock that passes while the command waits. */
public final class Desk implements AutoCloseable {
    private final MutableClock clock = MutableClock.running();
    public final Sandbox sandbox;
    public final Map<String, String> settings;
    /** The waits of the command, in their order. */
    final List<Duration> waited = new ArrayList<>();
    /** What happens while the command waits for the n-th time, from 1. */
    Consumer<Integer> meanwhile = count -> {};
    /** How the user's browser behaves; on a thread of its own. */
    Consumer<URI> browsing = page -> {};

    public Desk(Path folder) {
        this(folder, Duration.ofHours(1));
    }

    public Desk(Path folder, Duration tokenLifetime) {
        sandbox = Sandbox.builder()
                .clock(clock)
                .tokenLifetime(tokenLifetime)
                .signIn(SignInLimits.microsoft().deviceCodeLifetime(Duration.ofMinutes(2)))
                .start();
        sandbox.app().registration().publicClient(true).publicRedirectUris("http://localhost");
        settings = new HashMap<>(sandbox.settings());
        settings.remove("ferrypost.secret");
        settings.put("ferrypost.sign-in", "device-code");
        settings.put("ferrypost.token-file", folder.resolve("tokens").toString());
    }

    Desk set(String key, String value) {
        settings.put("ferrypost." + key, value);
        return this;
    }

    public void pass(Duration time) {
        clock.advance(time);
    }

    public Clock clock() {
        return clock;
    }

    public User owner() {
        return sandbox.mailbox().owner();
    }

    SignIns people() {
        return sandbox.directory().signIns();
    }

    /** The owner types the code at the first wait. */
    public Desk approving() {
        return approving(owner());
    }

    public Desk approving(User user) {
        meanwhile = count -> people().pending().forEach(code -> people().approve(code, user));
        return this;
    }

    public Account account() {
        try {
            return Accounts.from(Settings.of(settings)).all().get(0);
        } catch (SettingsException e) {
            throw new AssertionError(e);
        }
    }

    public Tokens tokens() {
        return new Tokens(
                new Clients(HttpOptions.standard()), TokenOptions.standard().withClock(clock));
    }

    /** What the command printed, with its exit status before it. */
    public String login(String... args) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        LoginDependencies means = new LoginDependencies(this::browse, this::wait, Duration.ofSeconds(20), clock);
        int status = new LoginCommand(means, out, out).run(() -> Settings.of(settings), args);
        String text = status + "\n" + said.toString(StandardCharsets.UTF_8);
        System.out.println(text);
        return text;
    }

    private boolean browse(URI page) {
        Thread person = new Thread(() -> browsing.accept(page), "person");
        person.setDaemon(true);
        person.start();
        return true;
    }

    private void wait(Duration time) {
        waited.add(time);
        pass(time);
        meanwhile.accept(waited.size());
    }

    /**
     * What a browser gets in the end, after all redirects, head and page. Over a bare socket: Java's own clients log the
     * address, and with it the code.
     */
    static String follow(URI page) {
        try (Socket link = new Socket(page.getHost(), page.getPort())) {
            String path = page.getRawPath().isEmpty() ? "/" : page.getRawPath();
            String request = "GET " + path + "?" + page.getRawQuery() + " HTTP/1.1\r\nHost: " + page.getRawAuthority()
                    + "\r\nConnection: close\r\n\r\n";
            link.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(link.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher redirect = Pattern.compile("(?i)\r\nLocation: (\\S+)\r\n").matcher(answer);
            return redirect.find() ? follow(page.resolve(redirect.group(1))) : answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
