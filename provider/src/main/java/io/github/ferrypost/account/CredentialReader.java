package io.github.ferrypost.account;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Determines how an account signs in, and reads its credential. */
final class CredentialReader {
    /** Settings that each select one sign-in method. */
    private static final Map<SignIn, String> MARKS = marks();

    private final AccountSettings account;

    CredentialReader(AccountSettings account) {
        this.account = account;
    }

    private static Map<SignIn, String> marks() {
        Map<SignIn, String> marks = new EnumMap<>(SignIn.class);
        marks.put(SignIn.SECRET, "secret");
        marks.put(SignIn.CERTIFICATE, "certificate");
        marks.put(SignIn.FEDERATED, "federated-token-file");
        marks.put(SignIn.MANAGED_IDENTITY, "managed-identity");
        marks.put(SignIn.PASSWORD, "password");
        return Collections.unmodifiableMap(marks);
    }

    /**
     * The configured method, else the one whose setting is present; the account's own settings before the shared
     * defaults.
     */
    Optional<SignIn> how() {
        Optional<String> named = account.value("sign-in");
        if (named.isPresent()) {
            return named(named.get().toLowerCase(Locale.ROOT));
        }
        List<SignIn> marked = marked(account::own);
        if (marked.isEmpty()) {
            marked = marked(account::value);
        }
        if (marked.size() > 1) {
            boolean user = marked.contains(SignIn.PASSWORD);
            account.problem(marked.stream().map(this::mark).collect(Collectors.joining(" and "))
                    + (marked.size() == 2 ? " are both set: keep one" : " are all set: keep one")
                    + (user ? ", or select one with " + account.key("sign-in") + "." : "."));
            return Optional.empty();
        }
        if (marked.isEmpty()
                && account.all().azure("AZURE_FEDERATED_TOKEN_FILE").isPresent()) {
            return Optional.of(SignIn.FEDERATED);
        }
        if (marked.isEmpty()) {
            account.problem(account.key("secret") + " is missing: set the value of a client secret, or "
                    + account.key("certificate") + ", or select another sign-in method"
                    + " with " + account.key("sign-in") + ".");
        }
        return marked.isEmpty() ? Optional.empty() : Optional.of(marked.get(0));
    }

    private Optional<SignIn> named(String text) {
        Optional<SignIn> way = Stream.of(SignIn.values())
                .filter(each -> each.key().equals(text))
                .findFirst();
        if (way.isEmpty()) {
            String known = Stream.of(SignIn.values()).map(SignIn::key).collect(Collectors.joining(", "));
            account.problem("sign-in", text, "not a sign-in method: set one of " + known);
            return way;
        }
        marked(account::own).stream()
                .filter(other -> other != way.get() && !(other == SignIn.SECRET && mayPresentSecret(way.get())))
                .forEach(other -> account.problem(mark(other) + " is set, and " + account.key("sign-in") + " = " + text
                        + " does not use it: remove one of them."));
        return way;
    }

    /** An app of the platform Web must also present its secret for its users. */
    private static boolean mayPresentSecret(SignIn way) {
        return way == SignIn.PASSWORD || way == SignIn.BROWSER || way == SignIn.DEVICE_CODE;
    }

    private static List<SignIn> marked(Function<String, Optional<String>> values) {
        List<SignIn> marked = new ArrayList<>();
        for (Map.Entry<SignIn, String> mark : MARKS.entrySet()) {
            if (values.apply(mark.getValue()).isPresent()) {
                marked.add(mark.getKey());
            }
        }
        return marked;
    }

    private static String setting(SignIn way) {
        return Objects.requireNonNull(MARKS.get(way), way::key);
    }

    private String mark(SignIn way) {
        return account.key(setting(way));
    }

    /** The credential, or empty if it is unusable; the account's problems say why. */
    Optional<Credential> read(SignIn how) {
        switch (how) {
            case SECRET:
                return secret();
            case CERTIFICATE:
                return needed(how, "a file with certificate and private key")
                        .flatMap(text -> account.file("certificate"))
                        .map(path -> Credential.certificate(
                                        path,
                                        account.value("certificate-password").orElse(""))
                                .withContent(digest(path)));
            case FEDERATED:
                return federated();
            case MANAGED_IDENTITY:
                return managedIdentity();
            case PASSWORD:
                return needed(how, "the user's password")
                        .map(password -> Credential.password(user(), password).withAppSecret(appSecret()));
            default:
                return Optional.of(Credential.delegated(
                                how,
                                user(),
                                account.place("token-file"),
                                account.value("token-key").orElse(""))
                        .withAppSecret(appSecret()));
        }
    }

    /** Tells a replaced file from the one before; empty if it cannot be read, which using it reports. */
    private static String digest(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return Base64.getEncoder().encodeToString(digest);
        } catch (IOException | GeneralSecurityException e) {
            return "";
        }
    }

    private Optional<String> needed(SignIn how, String what) {
        Optional<String> value = account.value(setting(how));
        if (value.isEmpty()) {
            account.problem(mark(how) + " is missing: set " + what + ".");
        }
        return value;
    }

    private Optional<Credential> secret() {
        Optional<Credential.Secret> secret =
                needed(SignIn.SECRET, "the value of a client secret").map(Credential::secret);
        Optional<String> end = account.value("secret-expires");
        if (secret.isEmpty() || end.isEmpty()) {
            return secret.map(Function.identity());
        }
        try {
            return Optional.of(secret.get().expiring(LocalDate.parse(end.get())));
        } catch (DateTimeParseException e) {
            account.problem("secret-expires", end.get(), "not a date of the form YYYY-MM-DD");
            return Optional.empty();
        }
    }

    private Optional<Credential> federated() {
        Optional<String> azure = account.all().azure("AZURE_FEDERATED_TOKEN_FILE");
        if (account.value("federated-token-file").isEmpty() && azure.isPresent()) {
            return azure.map(Path::of).map(Credential::federated);
        }
        return needed(SignIn.FEDERATED, "the file with the other identity provider's token")
                .map(text -> account.place("federated-token-file"))
                .map(Credential::federated);
    }

    private Optional<Credential> managedIdentity() {
        String id = account.value("managed-identity").orElse(Credential.ManagedIdentity.SYSTEM);
        boolean known = id.equalsIgnoreCase(Credential.ManagedIdentity.SYSTEM)
                || AccountSettings.GUID.matcher(id).matches()
                || id.startsWith("/subscriptions/");
        if (!known) {
            account.problem("managed-identity", id, "neither \"system\" nor a client ID nor a resource ID");
            return Optional.empty();
        }
        Optional<String> set = account.value("endpoint.identity");
        Optional<String> header = account.all().azure("IDENTITY_HEADER");
        // App Service sets both; the endpoint alone means another kind of machine (Azure Arc), which works
        // differently
        Optional<String> service =
                set.or(() -> header.flatMap(secret -> account.all().azure("IDENTITY_ENDPOINT")));
        try {
            Optional<URI> uri = service.map(URI::create);
            if (uri.isEmpty() || (uri.get().getHost() != null && uri.get().getRawUserInfo() == null)) {
                return Optional.of(Credential.managedIdentity(id, uri, header.orElse("")));
            }
        } catch (IllegalArgumentException e) {
            // reported below, with the expected form
        }
        account.problem("endpoint.identity", UserInfo.hiddenIn(service.orElse("")), "not of the form http://host:port");
        return Optional.empty();
    }

    private String user() {
        return account.value("user").or(() -> account.value("mailbox")).orElse("");
    }

    /**
     * The shared default belongs to the shared app: it applies to accounts of that app with the shared sign-in
     * method.
     */
    private String appSecret() {
        boolean inherits = account.value("sign-in").isPresent()
                && Stream.of("sign-in", "tenant", "client")
                        .allMatch(key -> account.own(key).isEmpty());
        return (inherits ? account.value("secret") : account.own("secret")).orElse("");
    }
}
