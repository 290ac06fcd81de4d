package io.github.ferrypost.doctor;

import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SignIn;
import java.util.List;

/** All checks in the order in which they run, which is the order of a set-up. */
final class CheckTable {
    private static final List<Check> ROWS = List.of(
            // the configured values
            Check.of("tenant-id", 5, 11).when(CheckTable::hasApp).by(FormChecks::tenant),
            Check.of("client-id", 3, 5, 11).when(CheckTable::hasApp).by(FormChecks::client),
            Check.of("secret", 5, 6, 11).when(CheckTable::wantsSecret).by(FormChecks::secret),
            Check.of("certificate", 5, 11).when(CheckTable::hasCertificate).by(CertificateCheck::look),
            Check.of("mailbox", 1, 11).by(FormChecks::mailbox),
            Check.of("settings", 11)
                    .after("tenant-id", "client-id", "secret", "certificate", "mailbox")
                    .by(FormChecks::settings),
            Check.of("redirection")
                    .after("settings")
                    .when(context -> context.given().get("redirect").isPresent())
                    .by(FormChecks::redirection),
            Check.of("secret-files")
                    .when(context -> !context.request().settings().secretFiles().isEmpty())
                    .by(SecretFilesCheck::look),
            Check.of("sign-in", 2, 8).after("settings").by(SignInChecks::way),
            Check.of("expiry", 6).after("settings").when(SignInChecks::knowsEnd).by(SignInChecks::end),

            // the network
            Check.of("login-reachable")
                    .after("settings")
                    .when(CheckTable::hasApp)
                    .by(NetworkChecks::login),
            Check.of("graph-reachable")
                    .after("settings")
                    .when(CheckTable::byGraph)
                    .by(NetworkChecks::graph),
            Check.of("smtp-reachable")
                    .after("settings")
                    .when(CheckTable::bySmtp)
                    .by(NetworkChecks::smtp),
            Check.of("clock").after("login-reachable").when(CheckTable::hasApp).by(NetworkChecks::clock),

            // Entra
            Check.of("tenant", 5)
                    .after("login-reachable")
                    .when(CheckTable::hasApp)
                    .by(TenantCheck::look),
            Check.of("token-graph", 3, 5, 6).after("tenant").by(TokenChecks::graph),
            Check.of("token-smtp", 3, 5, 6).after("tenant", "token-graph").by(TokenChecks::smtp),
            Check.of("claims-graph", 10)
                    .after("token-graph")
                    .when(CheckTable::byGraph)
                    .by(TokenChecks::graphClaims),
            Check.of("claims-smtp", 10)
                    .after("token-smtp")
                    .when(CheckTable::bySmtp)
                    .by(TokenChecks::smtpClaims),
            // early, because its result replaces later guesses
            Check.of("admin-sign-in")
                    .after("tenant")
                    .when(context ->
                            hasApp(context) && context.request().adminSignIn().isPresent())
                    .by(AdminSignInCheck::look),
            Check.of("redirect-uris", 4, 7)
                    .after("tenant", "token-graph")
                    .when(context -> hasApp(context)
                            && !context.request().redirectUris().isEmpty()
                            && !DirectoryChecks.mayRead(context))
                    .by(RedirectCheck::look),

            // the mailbox
            Check.of("mailbox-graph", 1, 10, 12)
                    .after("token-graph", "claims-graph", "graph-reachable")
                    .when(CheckTable::byGraph)
                    .by(MailboxCheck::look),
            Check.of("smtp-login", 1, 10, 12)
                    .after("token-smtp", "claims-smtp", "smtp-reachable")
                    .when(CheckTable::bySmtp)
                    .by(SmtpLoginCheck::look),

            // the directory, given permission to read it
            Check.of("directory", 1, 2, 3, 6, 8, 9, 10)
                    .after("login-reachable")
                    .when(context -> !DirectoryChecks.mayRead(context))
                    .by(DirectoryChecks::nobody),
            Check.of("registration", 3)
                    .after("login-reachable")
                    .when(CheckTable::mayReadApp)
                    .by(DirectoryChecks::registration),
            Check.of("switches", 8)
                    .after("registration")
                    .when(CheckTable::knowsRegistration)
                    .by(DirectoryChecks::switches),
            Check.of("redirect-uris-registered", 4, 7)
                    .after("registration")
                    .when(context -> knowsRegistration(context)
                            && !context.request().redirectUris().isEmpty())
                    .by(DirectoryChecks::redirects),
            Check.of("secret-end", 6)
                    .after("registration")
                    .when(context -> knowsRegistration(context) && wantsSecret(context))
                    .by(DirectoryChecks::secretEnd),
            Check.of("service-principal", 3, 10)
                    .after("registration")
                    .when(CheckTable::mayReadApp)
                    .by(DirectoryChecks::servicePrincipal),
            Check.of("consents", 10)
                    .after("registration", "service-principal")
                    .when(CheckTable::knowsRegistration)
                    .by(DirectoryChecks::consents),
            Check.of("owner", 9)
                    .after("registration")
                    .when(CheckTable::mayReadApp)
                    .by(DirectoryChecks::owner),
            // if Graph has already reported the mailbox, a second report would only confuse
            Check.of("user", 1, 2)
                    .after("login-reachable", "mailbox-graph")
                    .when(DirectoryChecks::mayReadUsers)
                    .by(DirectoryChecks::user),

            // Exchange's switches, if its output was pasted
            Check.of("exchange-smtp", 10)
                    .after("settings")
                    .when(CheckTable::hasExchange)
                    .by(ExchangeChecks::smtpSwitch),
            Check.of("exchange-principal", 10)
                    .after("settings")
                    .when(context -> hasExchange(context) && !SignInChecks.isOfUser(context))
                    .by(ExchangeChecks::principal),
            Check.of("exchange-scope", 10)
                    .after("settings")
                    .when(context -> hasExchange(context) && !SignInChecks.isOfUser(context))
                    .by(ExchangeChecks::scope),
            Check.of("exchange-policy", 10)
                    .after("settings")
                    .when(CheckTable::hasExchange)
                    .by(ExchangeChecks::policy),

            // the proof
            Check.of("test-mail", 12)
                    .after(Doctor.EVERYTHING)
                    .when(context -> context.request().testAddress().isPresent())
                    .by(TestMail::send));

    private CheckTable() {}

    static List<Check> rows() {
        return ROWS;
    }

    private static boolean byGraph(CheckContext context) {
        return context.uses(RoadName.GRAPH);
    }

    private static boolean bySmtp(CheckContext context) {
        return context.uses(RoadName.SMTP);
    }

    private static boolean knowsRegistration(CheckContext context) {
        return !context.registration().isEmpty();
    }

    private static boolean hasExchange(CheckContext context) {
        return context.request().exchangeOutput().isPresent();
    }

    /** A managed identity has no registration and does not use Entra's login host. */
    private static boolean hasApp(CheckContext context) {
        return context.signIn().filter(SignIn.MANAGED_IDENTITY::equals).isEmpty();
    }

    private static boolean mayReadApp(CheckContext context) {
        return hasApp(context) && DirectoryChecks.mayRead(context);
    }

    private static boolean hasCertificate(CheckContext context) {
        return context.signIn()
                .map(SignIn.CERTIFICATE::equals)
                .orElseGet(() -> context.given().get("certificate").isPresent());
    }

    /** A certificate needs no secret, but a secret configured beside it must be reported. */
    private static boolean wantsSecret(CheckContext context) {
        return context.signIn()
                .map(SignIn.SECRET::equals)
                .orElseGet(() -> !hasCertificate(context)
                        || context.given().get("secret").isPresent());
    }
}
