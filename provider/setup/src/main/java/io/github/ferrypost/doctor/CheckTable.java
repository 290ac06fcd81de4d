package io.github.ferrypost.doctor;

import static io.github.ferrypost.account.RoadName.GRAPH;
import static io.github.ferrypost.account.RoadName.SMTP;

import io.github.ferrypost.account.SignIn;
import java.util.List;

/**
 * All checks in the order in which they run, which is the order of a set-up. Each row says which road needs it to send,
 * which rows it builds on, and which proofs outrank it.
 */
final class CheckTable {
    /** A certificate that signs nothing would only fail again at the token. */
    private static final String[] CONFIGURED = {"settings", "certificate"};

    private static final String[] TOKENS = {"token-graph", "token-smtp"};
    private static final String[] SENDING = {"mailbox-graph", "smtp-login"};

    private static final List<Check> ROWS = List.of(
            // the configured values: what the program refuses is a fault, other guesses are settled by a token
            Check.of("tenant-id", 5, 11)
                    .when(CheckTable::hasApp)
                    .neededBy(GRAPH, SMTP)
                    .settledBy(TOKENS)
                    .by(FormChecks::tenant),
            Check.of("client-id", 3, 5, 11)
                    .when(CheckTable::hasApp)
                    .neededBy(GRAPH, SMTP)
                    .settledBy(TOKENS)
                    .by(FormChecks::client),
            Check.of("secret", 5, 6, 11)
                    .when(CheckTable::wantsSecret)
                    .neededBy(GRAPH, SMTP)
                    .settledBy(TOKENS)
                    .by(FormChecks::secret),
            Check.of("certificate", 5, 11)
                    .when(CheckTable::hasCertificate)
                    .neededBy(GRAPH, SMTP)
                    .settledBy(TOKENS)
                    .by(CertificateCheck::look),
            Check.of("mailbox", 1, 11).neededBy(GRAPH, SMTP).settledBy(SENDING).by(FormChecks::mailbox),
            Check.of("settings", 11).neededBy(GRAPH, SMTP).by(FormChecks::settings),
            Check.of("redirection")
                    .after("settings")
                    .when(context -> context.given().get("redirect").isPresent())
                    .by(FormChecks::redirection),
            Check.of("secret-files")
                    .when(context -> !context.request().settings().secretFiles().isEmpty())
                    .by(SecretFilesCheck::look),
            Check.of("sign-in", 2, 8).after(CONFIGURED).by(SignInChecks::way),
            Check.of("expiry", 6).after(CONFIGURED).when(SignInChecks::knowsEnd).by(SignInChecks::end),

            // the network
            Check.of("login-reachable")
                    .after(CONFIGURED)
                    .when(CheckTable::hasApp)
                    .neededBy(GRAPH, SMTP)
                    .settledBy(TOKENS)
                    .by(NetworkChecks::login),
            Check.of("graph-reachable")
                    .after(CONFIGURED)
                    .when(CheckTable::byGraph)
                    .neededBy(GRAPH)
                    .settledBy("mailbox-graph")
                    .by(NetworkChecks::graph),
            Check.of("smtp-reachable")
                    .after(CONFIGURED)
                    .when(CheckTable::bySmtp)
                    .neededBy(SMTP)
                    .settledBy("smtp-login")
                    .by(NetworkChecks::smtp),
            Check.of("clock").after("login-reachable").when(CheckTable::hasApp).by(NetworkChecks::clock),

            // Entra
            Check.of("tenant", 5)
                    .after("login-reachable")
                    .when(CheckTable::hasApp)
                    .by(TenantCheck::look),
            Check.of("token-graph", 3, 5, 6)
                    .after("settings", "certificate", "login-reachable", "tenant")
                    .neededBy(GRAPH)
                    .settledBy("mailbox-graph")
                    .by(TokenChecks::graph),
            Check.of("token-smtp", 3, 5, 6)
                    .after("settings", "certificate", "login-reachable", "tenant", "token-graph")
                    .neededBy(SMTP)
                    .settledBy("smtp-login")
                    .by(TokenChecks::smtp),
            Check.of("claims-graph", 10)
                    .using("token-graph")
                    .when(CheckTable::byGraph)
                    .settledBy("mailbox-graph")
                    .by(TokenChecks::graphClaims),
            Check.of("claims-smtp", 10)
                    .using("token-smtp")
                    .when(CheckTable::bySmtp)
                    .settledBy("smtp-login")
                    .by(TokenChecks::smtpClaims),

            // the mailbox
            Check.of("mailbox-graph", 1, 10, 12)
                    .after("graph-reachable")
                    .using("token-graph")
                    .when(CheckTable::byGraph)
                    .neededBy(GRAPH)
                    .settledBy("mailbox-graph")
                    .by(MailboxCheck::look),
            Check.of("smtp-login", 1, 10, 12)
                    .after("smtp-reachable")
                    .using("token-smtp")
                    .when(CheckTable::bySmtp)
                    .neededBy(SMTP)
                    .settledBy("smtp-login")
                    .by(SmtpLoginCheck::look),

            // the directory, given permission to read it
            Check.of("admin-sign-in")
                    .after("tenant")
                    .when(context ->
                            hasApp(context) && context.request().adminSignIn().isPresent())
                    .by(AdminSignInCheck::look),
            Check.of("directory", 1, 2, 3, 6, 8, 9, 10)
                    .after("login-reachable")
                    .when(context -> !DirectoryChecks.mayRead(context))
                    .by(DirectoryChecks::noAccess),
            Check.of("registration", 3)
                    .after("login-reachable")
                    .when(CheckTable::mayReadApp)
                    .settledBy(TOKENS)
                    .by(DirectoryChecks::registration),
            Check.of("switches", 8)
                    .using("registration")
                    .when(CheckTable::knowsRegistration)
                    .settledBy(TOKENS)
                    .by(DirectoryChecks::switches),
            Check.of("redirect-uris-registered", 4, 7)
                    .using("registration")
                    .when(context -> knowsRegistration(context)
                            && !context.request().redirectUris().isEmpty())
                    .by(DirectoryChecks::redirects),
            // a guess, where the exact list could not be read
            Check.of("redirect-uris", 4, 7)
                    .after("tenant", "token-graph")
                    .when(context -> hasApp(context)
                            && !context.request().redirectUris().isEmpty()
                            && !knowsRegistration(context))
                    .by(RedirectCheck::look),
            Check.of("secret-end", 6)
                    .using("registration")
                    .when(context -> knowsRegistration(context) && wantsSecret(context))
                    .settledBy(TOKENS)
                    .by(DirectoryChecks::secretEnd),
            Check.of("service-principal", 3, 10)
                    .using("registration")
                    .when(CheckTable::mayReadApp)
                    .settledBy(TOKENS)
                    .by(DirectoryChecks::servicePrincipal),
            Check.of("consents", 10)
                    .using("registration", "service-principal")
                    .when(CheckTable::knowsRegistration)
                    .by(DirectoryChecks::consents),
            Check.of("owner", 9)
                    .using("registration")
                    .when(CheckTable::mayReadApp)
                    .by(DirectoryChecks::owner),
            // if Graph has already reported the mailbox, a second report would only confuse
            Check.of("user", 1, 2)
                    .after("login-reachable", "mailbox-graph")
                    .when(DirectoryChecks::mayReadUsers)
                    .settledBy(SENDING)
                    .by(DirectoryChecks::user),

            // Exchange's switches, if its output was pasted
            Check.of("exchange-smtp", 10)
                    .after(CONFIGURED)
                    .when(CheckTable::hasExchange)
                    .settledBy("smtp-login")
                    .by(ExchangeChecks::smtpSwitch),
            Check.of("exchange-principal", 10)
                    .after(CONFIGURED)
                    .when(context -> hasExchange(context) && !SignInChecks.isOfUser(context))
                    .settledBy(SENDING)
                    .by(ExchangeChecks::principal),
            Check.of("exchange-scope", 10)
                    .after(CONFIGURED)
                    .when(context -> hasExchange(context) && !SignInChecks.isOfUser(context))
                    .settledBy(SENDING)
                    .by(ExchangeChecks::scope),
            Check.of("exchange-policy", 10)
                    .after(CONFIGURED)
                    .when(CheckTable::hasExchange)
                    .by(ExchangeChecks::policy),

            // the proof
            Check.of("test-mail", 12)
                    .after(Check.EVERYTHING)
                    .when(context -> context.request().testAddress().isPresent())
                    .neededBy(GRAPH, SMTP)
                    .proves(SENDING)
                    .by(TestMail::send));

    private CheckTable() {}

    static List<Check> rows() {
        return ROWS;
    }

    private static boolean byGraph(CheckContext context) {
        return context.uses(GRAPH);
    }

    private static boolean bySmtp(CheckContext context) {
        return context.uses(SMTP);
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
