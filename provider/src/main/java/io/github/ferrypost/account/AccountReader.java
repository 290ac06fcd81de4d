package io.github.ferrypost.account;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes one account from its settings, and collects what is wrong with them. */
final class AccountReader {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DOMAIN = Pattern.compile("([A-Za-z0-9-]+\\.)+[A-Za-z0-9-]{2,}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|::1");

    private final Settings settings;
    private final String name;
    private final List<String> problems;

    /** @param name empty for the unnamed account */
    AccountReader(Settings settings, String name, List<String> problems) {
        this.settings = settings;
        this.name = name;
        this.problems = problems;
    }

    /** The names of the accounts; the unnamed one is there if it has a mailbox, or if nothing else is but some setting. */
    static Set<String> names(Settings settings) {
        Set<String> names = new TreeSet<>();
        boolean unnamed = false;
        for (String key : settings.keys()) {
            if (Keys.PROVIDER
                    .find(key)
                    .filter(k -> k.scope() != Key.Scope.GLOBAL)
                    .isPresent()) {
                Optional<String> named = Keys.accountIn(key);
                named.ifPresent(names::add);
                unnamed |= named.isEmpty();
            }
        }
        if (settings.get("ferrypost.mailbox").isPresent() || (names.isEmpty() && unnamed)) {
            names.add("");
        }
        return names;
    }

    static Set<String> list(String text) {
        Set<String> items = new LinkedHashSet<>();
        for (String item : text.split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.trim());
            }
        }
        return items;
    }

    /** The account, or nothing where it is not to be used; {@code problems} says why. */
    Optional<Account> read() {
        int before = problems.size();
        String tenant = required("tenant", "the directory (tenant) ID of the app registration's overview page");
        String client = required("client", "the application (client) ID of the app registration's overview page");
        String mailbox = required("mailbox", "the address of the mailbox that sends");
        if (!tenant.isEmpty()
                && !GUID.matcher(tenant).matches()
                && !DOMAIN.matcher(tenant).matches()) {
            problem(
                    "tenant",
                    tenant,
                    "neither a directory (tenant) ID, as 8-4-4-4-12 hexadecimal digits, nor a domain");
        }
        if (!client.isEmpty() && !GUID.matcher(client).matches()) {
            problem(
                    "client",
                    client,
                    "no application (client) ID: 8-4-4-4-12 hexadecimal digits, without quotes or blanks");
        }
        if (!client.isEmpty() && client.equalsIgnoreCase(tenant)) {
            problem("client", client, "the same as the tenant: the overview page shows both, and they differ");
        }
        if (!mailbox.isEmpty() && !ADDRESS.matcher(mailbox).matches()) {
            problem("mailbox", mailbox, "no mail address");
        }
        Credential credential = credential();
        List<RoadName> roads = roads();
        Endpoints endpoints = endpoints();
        EnvelopePolicy envelope = choice("envelope", EnvelopePolicy.values(), EnvelopePolicy::key);
        InDoubt inDoubt = choice("in-doubt", InDoubt.values(), InDoubt::key);
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(Account.of(tenant, client, credential, mailbox)
                .withName(name)
                .withSenders(list(value("senders").orElse("")))
                .withLogins(list(value("logins").orElse("")))
                .withRoads(roads)
                .withEndpoints(endpoints)
                .withEnvelope(envelope)
                .withInDoubt(inDoubt));
    }

    private Credential credential() {
        Optional<String> secret = value("secret");
        Optional<String> certificate = value("certificate");
        if (secret.isPresent() && certificate.isPresent()) {
            problems.add(key("secret") + " and " + key("certificate") + " are both set: keep one.");
        } else if (certificate.isPresent()) {
            return file("certificate")
                    .map(path -> Credential.certificate(
                            path, value("certificate-password").orElse("")))
                    .orElse(null);
        } else if (secret.isEmpty()) {
            problems.add(
                    key("secret") + " is missing: set the value of a client secret, or " + key("certificate") + ".");
        }
        return secret.map(Credential::secret).orElse(null);
    }

    private List<RoadName> roads() {
        List<RoadName> roads = new ArrayList<>();
        for (String item : list(value("roads").orElse(RoadName.GRAPH.key()).toLowerCase(Locale.ROOT))) {
            Optional<RoadName> road = List.of(RoadName.values()).stream()
                    .filter(r -> r.key().equals(item))
                    .findFirst();
            if (road.isEmpty() || roads.contains(road.get())) {
                problem("roads", item, "no road, or named twice: say graph, smtp, or both with a comma");
            }
            road.ifPresent(roads::add);
        }
        return roads;
    }

    private Endpoints endpoints() {
        Endpoints endpoints = Endpoints.of(choice("cloud", Cloud.values(), Cloud::key));
        endpoints = service("endpoint.login").map(endpoints::withLogin).orElse(endpoints);
        endpoints = service("endpoint.graph").map(endpoints::withGraph).orElse(endpoints);
        Optional<URI> smtp = value("endpoint.smtp").flatMap(text -> hostAndPort("endpoint.smtp", text));
        if (smtp.isPresent()) {
            endpoints = endpoints.withSmtp(smtp.get().getHost(), smtp.get().getPort());
        }
        Optional<Path> trust = file("endpoint.trust");
        return trust.isPresent() ? endpoints.withTrust(trust.get()) : endpoints;
    }

    /** The value among those that may be chosen; the first where none is set, or a wrong one. */
    private <T> T choice(String suffix, T[] values, Function<T, String> key) {
        Optional<String> text = value(suffix).map(t -> t.toLowerCase(Locale.ROOT));
        Optional<T> chosen = List.of(values).stream()
                .filter(v -> text.filter(key.apply(v)::equals).isPresent())
                .findFirst();
        if (text.isPresent() && chosen.isEmpty()) {
            String known = List.of(values).stream().map(key).collect(Collectors.joining(", "));
            problem(suffix, text.get(), "not to be chosen: say one of " + known);
        }
        return chosen.orElse(values[0]);
    }

    private Optional<URI> service(String suffix) {
        Optional<URI> uri = value(suffix).flatMap(text -> uri(suffix, text));
        uri.filter(u -> !"https".equals(u.getScheme()) && !isLoopback(u))
                .ifPresent(u -> problem(
                        suffix,
                        u.toString(),
                        "neither https nor on loopback: a token would cross the network in clear"));
        return uri;
    }

    private static boolean isLoopback(URI uri) {
        return "http".equals(uri.getScheme()) && LOOPBACK.matcher(uri.getHost()).matches();
    }

    private Optional<URI> uri(String suffix, String text) {
        try {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() != null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // told below, with the form that is wanted
        }
        problem(suffix, text, "not of the form https://host or https://host:port");
        return Optional.empty();
    }

    private Optional<URI> hostAndPort(String suffix, String text) {
        try {
            URI uri = URI.create("smtp://" + text);
            if (uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getPort() < 65536
                    && uri.getRawPath().isEmpty()) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // told below, with the form that is wanted
        }
        problem(suffix, text, "not of the form host:port");
        return Optional.empty();
    }

    private Optional<Path> file(String suffix) {
        try {
            Optional<Path> path = settings.path(holder(suffix));
            if (path.isEmpty() || Files.isReadable(path.get())) {
                return path;
            }
        } catch (InvalidPathException e) {
            // told below: it is no file either way
        }
        problem(suffix, value(suffix).orElse(""), "no file that can be read: mend the path or its permissions");
        return Optional.empty();
    }

    private String required(String suffix, String what) {
        Optional<String> value = value(suffix);
        if (value.isEmpty()) {
            problems.add(key(suffix) + " is missing: set " + what + ".");
        }
        return value.orElse("");
    }

    private Optional<String> value(String suffix) {
        return settings.get(holder(suffix));
    }

    /** The key that holds: the account's own, or the unnamed one where that is a default for all. */
    private String holder(String suffix) {
        String shared = Keys.PREFIX + suffix;
        boolean inherits = settings.get(key(suffix)).isEmpty()
                && Keys.PROVIDER
                        .find(shared)
                        .filter(key -> key.scope() == Key.Scope.SHARED)
                        .isPresent();
        return inherits ? shared : key(suffix);
    }

    private String key(String suffix) {
        return name.isEmpty() ? Keys.PREFIX + suffix : Keys.PREFIX + "account." + name + "." + suffix;
    }

    private void problem(String suffix, String value, String what) {
        problems.add(key(suffix) + " is " + shown(value) + ": " + what + ".");
    }

    /** A secret that was put into the wrong field must not come out again: it is long, and without blanks or slashes. */
    private static String shown(String value) {
        boolean maySecret = value.length() >= 24
                && value.indexOf('/') < 0
                && value.indexOf(' ') < 0
                && !GUID.matcher(value).matches();
        return maySecret ? "a value of " + value.length() + " characters" : "\"" + value + "\"";
    }
}
