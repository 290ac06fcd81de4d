package io.github.ferrypost.bridge.config;

import static io.github.ferrypost.account.Key.Scope.GLOBAL;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Keys;
import io.github.ferrypost.tls.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is notified of what needs a person. Immutable; {@code toString()} shows neither the webhook's address, which is
 * often a secret, nor the command's arguments.
 *
 * @param mail addresses that get alerts by mail, and bounces whose sender cannot be reached
 * @param command a program and its arguments; empty for none
 * @param queueAge the age of a queued message from which the queue counts as stuck
 */
public record AlertConfig(
        List<String> mail,
        Optional<URI> webhook,
        Format format,
        List<String> command,
        Duration queueAge,
        Language language) {
    static final Key MAIL = Key.of(
            "ferrypost.alert.mail",
            GLOBAL,
            "",
            "Who gets alerts by mail: addresses separated by commas. They are sent by an account and road that work, if"
                    + " there is one. Bounces whose sender cannot be reached go there too.");
    static final Key WEBHOOK = Key.of(
                    "ferrypost.alert.webhook",
                    GLOBAL,
                    "",
                    "Where alerts are posted: an `https` address, or `http` on this machine. The address is treated as a"
                            + " secret, because with most services it is one.")
            .secret();
    static final Key WEBHOOK_FORMAT = Key.of(
            "ferrypost.alert.webhook-format",
            GLOBAL,
            "json",
            "What is posted there: `json` for programs, or what `teams` (Workflows), `slack` and `ntfy` (the address of"
                    + " a topic) expect.");
    static final Key COMMAND = Key.of(
            "ferrypost.alert.command",
            GLOBAL,
            "",
            "A program that is run for each alert, with its arguments separated by spaces; an argument with spaces stands"
                    + " in double quotes. No shell reads it. It gets the alert as JSON on standard input and in"
                    + " `FERRYPOST_ALERT_…` variables, and may take 30 seconds.");
    static final Key QUEUE_AGE = Key.of(
            "ferrypost.alert.queue-age",
            GLOBAL,
            "1h",
            "The age of a queued message from which an alert says that the queue does not move. Duration.");
    static final Key LANGUAGE = Key.of(
            "ferrypost.alert.language",
            GLOBAL,
            "both",
            "The language of alerts: `en`, `de`, or `both`, English first. The log is always English.");

    static final Keys KEYS = Keys.of(List.of(MAIL, WEBHOOK, WEBHOOK_FORMAT, COMMAND, QUEUE_AGE, LANGUAGE));

    private static final Pattern ADDRESS = Pattern.compile("[!-~&&[^@<>,;:\"()\\[\\]\\\\]]+@[A-Za-z0-9.-]+");
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

    /** The body that a webhook gets. */
    public enum Format {
        JSON,
        TEAMS,
        SLACK,
        NTFY;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The languages of a message, in order. */
    public enum Language {
        BOTH,
        EN,
        DE;

        public List<Locale> locales() {
            return switch (this) {
                case BOTH -> List.of(Locale.ENGLISH, Locale.GERMAN);
                case EN -> List.of(Locale.ENGLISH);
                case DE -> List.of(Locale.GERMAN);
            };
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AlertConfig {
        mail = List.copyOf(mail);
        command = List.copyOf(command);
    }

    static AlertConfig of(Reading reading) {
        return new AlertConfig(
                reading.read(MAIL, List.of(), AlertConfig::addresses),
                reading.read(WEBHOOK, Optional.empty(), AlertConfig::webhook),
                reading.choice(WEBHOOK_FORMAT, Format.values(), Format::key),
                reading.read(COMMAND, List.of(), AlertConfig::arguments),
                reading.duration(QUEUE_AGE),
                reading.choice(LANGUAGE, Language.values(), Language::key));
    }

    /** Whether anyone is notified besides the log. */
    public boolean hasTarget() {
        return !mail.isEmpty() || webhook.isPresent() || !command.isEmpty();
    }

    private static List<String> addresses(String text) {
        List<String> addresses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String address = part.trim();
            if (!address.isEmpty() && !ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException(
                        "is \"" + text + "\": set addresses separated by commas, such as admin@contoso.com.");
            }
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    /** Names no part of the address in an error, because its path or query may be a secret. */
    private static Optional<URI> webhook(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = new URI(text.trim());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address of the form https://host/path.");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException(
                    "is no address of the form https://host/path, without user and password.");
        }
        if (scheme.equals("http") && !Loopback.is(uri.getHost())) {
            throw new IllegalArgumentException(
                    "is plain http to another machine, which anyone on the way can read: use https.");
        }
        return Optional.of(uri);
    }

    private static List<String> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(text);
        while (argument.find()) {
            arguments.add(argument.group(1) != null ? argument.group(1) : argument.group(2));
        }
        if (ARGUMENT.matcher(text).replaceAll("").contains("\"")) {
            throw new IllegalArgumentException("has a double quote that is not closed.");
        }
        return arguments;
    }

    @Override
    public String toString() {
        return "alerts to " + mail.size() + " addresses" + (webhook.isPresent() ? ", a webhook" : "")
                + (command.isEmpty() ? "" : ", a command");
    }
}
