package io.github.ferrypost.doctor;

import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.SignIn;
import java.util.List;

/** All checks in the order in which they run, which is the order in which a set-up is made. */
final class CheckTable {
    private static final List<Check> ROWS = List.of(
            // what was typed
            Check.of("tenant-id", 5, 11).when(CheckTable::hasApp).by(FormChecks::tenant),
            Check.of("client-id", 3, 5, 11).when(CheckTable::hasApp).by(FormChecks::client),
            Check.of("secret", 5, 6, 11).when(CheckTable::wantsSecret).by(FormChecks::secret),
            Check.of("certificate", 5, 11).when(CheckTable::hasCertificate).by(CertificateCheck::look),
            Check.of("mailbox", 1, 11).by(FormChecks::mailbox),
            Check.of("settings", 11)
                    .after("tenant-id", "client-id", "secret", "certificate", "mailbox")
                    .by(FormChecks::settings),
            Check.of("secret-files")
                    .when(visit -> !visit.patient().settings().secretFiles().isEmpty())
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
            // as early as its answer can spare a guess
            Check.of("admin-sign-in")
                    .after("tenant")
                    .when(visit ->
                            hasApp(visit) && visit.patient().adminSignIn().isPresent())
                    .by(AdminSignInCheck::look),
            Check.of("redirect-uris", 4, 7)
                    .after("tenant", "token-graph")
                    .when(visit -> hasApp(visit)
                            && !visit.patient().redirectUris().isEmpty()
                            && !DirectoryChecks.mayRead(visit))
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

            // the directory, for who may read it
            Check.of("directory", 1, 2, 3, 6, 8, 9, 10)
                    .after("login-reachable")
                    .when(visit -> !DirectoryChecks.mayRead(visit))
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
                    .when(visit -> knowsRegistration(visit)
                            && !visit.patient().redirectUris().isEmpty())
                    .by(DirectoryChecks::redirects),
            Check.of("secret-end", 6)
                    .after("registration")
                    .when(visit -> knowsRegistration(visit) && wantsSecret(visit))
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
            // where Graph has said what is wrong with the mailbox, saying it again would only confuse
            Check.of("user", 1, 2)
                    .after("login-reachable", "mailbox-graph")
                    .when(DirectoryChecks::mayReadUsers)
                    .by(DirectoryChecks::user),

            // Exchange's switches, where somebody pasted them
            Check.of("exchange-smtp", 10)
                    .after("settings")
                    .when(CheckTable::hasExchange)
                    .by(ExchangeChecks::smtpSwitch),
            Check.of("exchange-principal", 10)
                    .after("settings")
                    .when(visit -> hasExchange(visit) && !SignInChecks.isOfUser(visit))
                    .by(ExchangeChecks::principal),
            Check.of("exchange-scope", 10)
                    .after("settings")
                    .when(visit -> hasExchange(visit) && !SignInChecks.isOfUser(visit))
                    .by(ExchangeChecks::scope),
            Check.of("exchange-policy", 10)
                    .after("settings")
                    .when(CheckTable::hasExchange)
                    .by(ExchangeChecks::policy),

            // the proof
            Check.of("test-mail", 12)
                    .after(Doctor.EVERYTHING)
                    .when(visit -> visit.patient().testAddress().isPresent())
                    .by(TestMail::send));

    private CheckTable() {}

    static List<Check> rows() {
        return ROWS;
    }

    private static boolean byGraph(CheckContext visit) {
        return visit.uses(RoadName.GRAPH);
    }

    private static boolean bySmtp(CheckContext visit) {
        return visit.uses(RoadName.SMTP);
    }

    private static boolean knowsRegistration(CheckContext visit) {
        return !visit.registration().isEmpty();
    }

    private static boolean hasExchange(CheckContext visit) {
        return visit.patient().exchangeOutput().isPresent();
    }

    /** A managed identity has no registration, and Entra's login host has no part in it. */
    private static boolean hasApp(CheckContext visit) {
        return visit.signIn().filter(SignIn.MANAGED_IDENTITY::equals).isEmpty();
    }

    private static boolean mayReadApp(CheckContext visit) {
        return hasApp(visit) && DirectoryChecks.mayRead(visit);
    }

    private static boolean hasCertificate(CheckContext visit) {
        return visit.signIn()
                .map(SignIn.CERTIFICATE::equals)
                .orElseGet(() -> visit.given().get("certificate").isPresent());
    }

    /** With a certificate none is needed; but one that stands beside it is to be complained about. */
    private static boolean wantsSecret(CheckContext visit) {
        return visit.signIn()
                .map(SignIn.SECRET::equals)
                .orElseGet(() ->
                        !hasCertificate(visit) || visit.given().get("secret").isPresent());
    }
}
