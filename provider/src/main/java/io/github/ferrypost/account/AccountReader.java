package io.github.ferrypost.account;

import io.github.ferrypost.tls.Loopback;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds one account from its settings, and collects the errors in them. Every program start waits for this: valid
 * settings are read without streams and lambdas, each of which is a class that a cold JVM has to generate.
 */
final class AccountReader {
    private static final Pattern DOMAIN = Pattern.compile("([A-Za-z0-9-]+\\.)+[A-Za-z0-9-]{2,}");

    private static final Pattern EACH_SENDER = Pattern.compile("\\*(@([A-Za-z0-9-]+\\.)+[A-Za-z0-9-]{2,})?");

    private final AccountSettings settings;
    private final List<String> problems;

    /** @param name empty for the unnamed account */
    AccountReader(Settings settings, String name, List<String> problems) {
        this.settings = new AccountSettings(settings, name, problems);
        this.problems = problems;
    }

    /**
     * The names of the accounts; the unnamed one exists if it has a mailbox, or if there are settings but no named
     * account.
     */
    static Set<String> names(Settings settings) {
        Set<String> names = new TreeSet<>();
        boolean unnamed = false;
        for (String key : settings.keys()) {
            Optional<Key> known = Keys.PROVIDER.find(key);
            if (known.isPresent() && known.get().scope() != Key.Scope.GLOBAL) {
                Optional<String> named = Keys.accountIn(key);
                if (named.isPresent()) {
                    names.add(named.get());
                } else {
                    unnamed = true;
                }
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

    /** The account, or empty if it is unusable; {@code problems} says why. */
    Optional<Account> read() {
        int before = problems.size();
        CredentialReader credentials = new CredentialReader(settings);
        Optional<SignIn> how = credentials.how();
        String tenant = id(how, "tenant", "AZURE_TENANT_ID", "the directory (tenant) ID");
        String client = id(how, "client", "AZURE_CLIENT_ID", "the application (client) ID");
        String mailbox = settings.required("mailbox", "the address of the mailbox that sends");
        if (!tenant.isEmpty()
                && !AccountSettings.GUID.matcher(tenant).matches()
                && !DOMAIN.matcher(tenant).matches()) {
            settings.problem(
                    "tenant", tenant, "neither a directory (tenant) ID (8-4-4-4-12 hexadecimal digits) nor a domain");
        }
        if (!client.isEmpty() && !AccountSettings.GUID.matcher(client).matches()) {
            settings.problem(
                    "client",
                    client,
                    "not an application (client) ID: 8-4-4-4-12 hexadecimal digits, without quotes or spaces");
        }
        if (!client.isEmpty() && client.equalsIgnoreCase(tenant)) {
            settings.problem("client", client, "the same as the tenant; the overview page shows two different IDs");
        }
        checkMailbox(mailbox, how);
        Optional<Credential> credential = how.isPresent() ? credentials.read(how.get()) : Optional.empty();
        List<RoadName> roads = roads();
        Endpoints endpoints = endpoints();
        EnvelopePolicy envelope = settings.choice("envelope", EnvelopePolicy.values(), EnvelopePolicy::key);
        InDoubt inDoubt = settings.choice("in-doubt", InDoubt.values(), InDoubt::key);
        SendingOptions sending = sending();
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(Account.of(tenant, client, credential.orElseThrow(), mailbox)
                .withName(settings.name())
                .withSenders(list(settings.value("senders").orElse("")))
                .withLogins(list(settings.value("logins").orElse("")))
                .withRoads(roads)
                .withEndpoints(endpoints)
                .withEnvelope(envelope)
                .withInDoubt(inDoubt)
                .withSending(sending));
    }

    private void checkMailbox(String mailbox, Optional<SignIn> how) {
        boolean eachSender = mailbox.equals("*") || mailbox.startsWith("*@");
        if (!mailbox.isEmpty()
                && !(eachSender ? EACH_SENDER.matcher(mailbox).matches() : Addresses.isAddress(mailbox))) {
            settings.problem(
                    "mailbox", mailbox, "not an email address, nor * or *@domain for each sender's own mailbox");
        } else if (eachSender && how.isPresent() && how.get().isOfUser()) {
            settings.problem(
                    "mailbox",
                    mailbox,
                    "for an app's sign-in only, and sign-in = " + how.get().key()
                            + " signs in one user: name the mailbox,"
                            + " or let the app sign in by secret, certificate, federated or managed-identity");
        }
    }

    /** A managed identity has its own app and tenant; for federation in Kubernetes, Azure provides the values. */
    private String id(Optional<SignIn> how, String suffix, String azure, String what) {
        Optional<String> set = settings.value(suffix);
        SignIn way = how.orElse(null);
        if (way == SignIn.FEDERATED && set.isEmpty()) {
            Optional<String> told = settings.all().azure(azure);
            if (told.isPresent()) {
                return told.get();
            }
        }
        return way == SignIn.MANAGED_IDENTITY
                ? set.orElse("")
                : settings.required(suffix, what + " of the app registration's overview page");
    }

    private SendingOptions sending() {
        return SendingOptions.STANDARD
                .withFrom(from())
                .withRedirect(redirect())
                .withDrafts(settings.choice("drafts", DraftPolicy.values(), DraftPolicy::key));
    }

    private SenderPolicy from() {
        Optional<String> from = settings.value("from");
        Optional<String> name = settings.value("from-name");
        if (from.isEmpty() && name.isEmpty()) {
            return SenderPolicy.KEEP;
        }
        try {
            return SenderPolicy.parse(from.orElse("keep"), name.orElse("keep"));
        } catch (IllegalArgumentException e) {
            settings.problem("from", from.orElse(""), String.valueOf(e.getMessage()));
            return SenderPolicy.KEEP;
        }
    }

    private @Nullable String redirect() {
        String address = settings.value("redirect").orElse(null);
        if (address != null && !Addresses.isAddress(address)) {
            settings.problem("redirect", address, "not an email address");
        }
        return address;
    }

    private List<RoadName> roads() {
        List<RoadName> roads = new ArrayList<>();
        for (String item :
                list(settings.value("roads").orElse(RoadName.GRAPH.key()).toLowerCase(Locale.ROOT))) {
            Optional<RoadName> road = road(item);
            if (road.isEmpty() || roads.contains(road.get())) {
                settings.problem("roads", item, "not a list of roads: set graph, smtp, or both separated by a comma");
            } else {
                roads.add(road.get());
            }
        }
        return roads;
    }

    private static Optional<RoadName> road(String key) {
        for (RoadName road : RoadName.values()) {
            if (road.key().equals(key)) {
                return Optional.of(road);
            }
        }
        return Optional.empty();
    }

    private Endpoints endpoints() {
        Endpoints endpoints = Endpoints.of(settings.choice("cloud", Cloud.values(), Cloud::key));
        Optional<URI> login = service("endpoint.login");
        if (login.isPresent()) {
            endpoints = endpoints.withLogin(login.get());
        }
        Optional<URI> graph = service("endpoint.graph");
        if (graph.isPresent()) {
            endpoints = endpoints.withGraph(graph.get());
        }
        Optional<String> server = settings.value("endpoint.smtp");
        Optional<URI> smtp = server.isPresent() ? hostAndPort("endpoint.smtp", server.get()) : Optional.empty();
        if (smtp.isPresent()) {
            endpoints = endpoints.withSmtp(smtp.get().getHost(), smtp.get().getPort());
        }
        Optional<Path> trust = settings.file("endpoint.trust");
        return trust.isPresent() ? endpoints.withTrust(trust.get()) : endpoints;
    }

    private Optional<URI> service(String suffix) {
        Optional<String> text = settings.value(suffix);
        Optional<URI> uri = text.isPresent() ? uri(suffix, text.get()) : Optional.empty();
        if (uri.isPresent() && !"https".equals(uri.get().getScheme()) && !isLoopback(uri.get())) {
            settings.problem(
                    suffix,
                    uri.get().toString(),
                    "neither https nor on loopback, so a token would cross the network unencrypted");
        }
        return uri;
    }

    private static boolean isLoopback(URI uri) {
        return "http".equals(uri.getScheme()) && Loopback.is(uri.getHost());
    }

    private Optional<URI> uri(String suffix, String text) {
        try {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // reported below, with the expected form
        }
        settings.problem(
                suffix,
                UserInfo.hiddenIn(text),
                "not of the form https://host or https://host:port, without user and password");
        return Optional.empty();
    }

    private Optional<URI> hostAndPort(String suffix, String text) {
        try {
            URI uri = URI.create("smtp://" + text);
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getPort() > 0
                    && uri.getPort() < 65536
                    && uri.getRawPath().isEmpty()) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // reported below, with the expected form
        }
        settings.problem(suffix, UserInfo.hiddenIn(text), "not of the form host:port, without user and password");
        return Optional.empty();
    }
}
