package io.github.ferrypost.doctor;

import static io.github.ferrypost.doctor.RedirectTest.FOUR;

import io.github.ferrypost.sandbox.fault.Fault;
import io.github.ferrypost.sandbox.fault.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How each slip of the handbook's table is made in the sandbox. */
final class Slips {
    private static final String OTHER_ID = "11111111-2222-3333-4444-555555555555";
    private static final Pattern CODE = Pattern.compile("AADSTS(\\d+)");

    private static final Map<String, Consumer<Practice>> SLIPS = Map.ofEntries(
            Map.entry("no such mailbox", p -> p.set("mailbox", "nobody@contoso.example")),
            Map.entry("no licence", p -> p.sandbox.mailbox().licensed(false)),
            Map.entry("no licence, by SMTP", p -> p.bySmtp().sandbox.mailbox().licensed(false)),
            Map.entry(
                    "sign-in blocked, by SMTP",
                    p -> p.bySmtp().sandbox.mailbox().disabled(true)),
            Map.entry("mailbox full", p -> p.sandbox.mailbox().full(true)),
            Map.entry("the mailbox is no address", p -> p.set("mailbox", "noreply")),
            Map.entry("the password may expire", p -> p.sandbox.mailbox().passwordExpires(true)),
            Map.entry(
                    "the app is unknown in the tenant",
                    p -> p.set("client", UUID.randomUUID().toString())),
            Map.entry("no enterprise application", p -> p.sandbox.app().servicePrincipal(false)),
            Map.entry("app switched off", p -> p.sandbox.app().disabled(true)),
            Map.entry(
                    "one server is missing",
                    p -> p.alone().sandbox.app().registration().spaRedirectUris(FOUR[0], FOUR[1])),
            Map.entry(
                    "plain http",
                    p -> p.set("redirect-uris", "http://meine.ipmcloud.example").alone()),
            Map.entry("tenant missing", p -> p.set("tenant", "")),
            Map.entry("tenant in quotes", p -> p.set("tenant", "\"" + p.sandbox.tenantId() + "\"")),
            Map.entry("an address for the tenant", p -> p.set("tenant", "somebody@contoso.example")),
            Map.entry(
                    "the app's id with a blank",
                    p -> p.set("client", p.sandbox.clientId().replaceFirst("-", "- "))),
            Map.entry("the same id twice", p -> p.set("client", p.sandbox.tenantId())),
            Map.entry(
                    "tenant and app swapped",
                    p -> p.set("tenant", p.sandbox.clientId())
                            .set("client", p.sandbox.tenantId())
                            .alone()),
            Map.entry("no such tenant", p -> p.set("tenant", UUID.randomUUID().toString())),
            Map.entry("another cloud", p -> p.set("cloud", "usgov")),
            Map.entry("the secret's id", p -> p.set("secret", UUID.randomUUID().toString())),
            Map.entry("the secret cut off", p -> p.set("secret", "abc8Q~tooshort")),
            Map.entry("a wrong secret", p -> p.alone().set("secret", "x".repeat(40))),
            Map.entry("the secret has expired", p -> p.alone().sandbox.app().expireSecrets()),
            Map.entry(
                    "the secret expires soon",
                    p -> p.set("secret", p.sandbox.app().addSecret(Instant.now().plus(Duration.ofDays(29))))),
            Map.entry(
                    "the forms with a slash are missing",
                    p -> p.alone().sandbox.app().registration().spaRedirectUris(FOUR[0], FOUR[2])),
            Map.entry(
                    "the forms without are missing",
                    p -> p.alone().sandbox.app().registration().spaRedirectUris(FOUR[1], FOUR[3])),
            Map.entry(
                    "all four are missing", p -> p.sandbox.app().registration().spaRedirectUris(new String[0])),
            Map.entry(
                    "registered under Web",
                    p -> p.sandbox
                            .app()
                            .registration()
                            .spaRedirectUris(new String[0])
                            .webRedirectUris(FOUR)),
            Map.entry(
                    "public client flows allowed",
                    p -> p.sandbox.app().registration().publicClient(true)),
            Map.entry("implicit tokens on", p -> p.sandbox.app().registration().implicitTokens(true)),
            Map.entry(
                    "the mail user owns the app",
                    p -> p.sandbox.app().registration().owners(p.sandbox.mailbox())),
            Map.entry(
                    "listed, without consent",
                    p -> p.sandbox.app().registration().requested("MailboxSettings.Read")),
            Map.entry("no permission by Graph", p -> p.sandbox.app().roles("SMTP.SendAsApp")),
            Map.entry("no permission by SMTP", p -> p.bySmtp().sandbox.app().roles("User.Read.All")),
            Map.entry(
                    "RBAC in place of a role",
                    p -> p.sandbox.mailbox().grantRbac(p.sandbox.app().roles(), "Mail.Send")),
            Map.entry(
                    "a policy excludes the mailbox",
                    p -> p.always(Target.GRAPH_SEND, Fault.status(403).code("ErrorAccessDenied"))),
            Map.entry(
                    "the permission, not the mailbox, by SMTP",
                    p -> p.bySmtp().sandbox.mailbox().fullAccess()),
            Map.entry(
                    "SMTP AUTH off for the tenant",
                    p -> p.bySmtp().sandbox.directory().smtpAuthDisabled(true)),
            Map.entry(
                    "SMTP AUTH off for the mailbox",
                    p -> p.bySmtp().sandbox.mailbox().smtpAuthDisabled(true)),
            Map.entry("security defaults", p -> p.bySmtp().sandbox.directory().securityDefaults(true)),
            Map.entry(
                    "a policy forbids SMTP",
                    p -> p.bySmtp()
                            .always(
                                    Target.SMTP_AUTH,
                                    Fault.reply(
                                            "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator."))),
            Map.entry(
                    "pasted: SMTP AUTH off",
                    p -> p.pasted("True", "", p.sandbox.app().objectId(), "True", "")
                            .sandbox
                            .directory()
                            .smtpAuthDisabled(true)),
            Map.entry(
                    "pasted: object ID of the registration",
                    p -> p.pasted("False", "", OTHER_ID, "True", "")
                            .sandbox
                            .app()
                            .roles("User.Read.All")),
            Map.entry(
                    "pasted: mailbox out of scope",
                    p -> p.pasted("False", "", p.sandbox.app().objectId(), "False", "")
                            .sandbox
                            .app()
                            .roles("User.Read.All")),
            Map.entry(
                    "pasted: an old access policy",
                    p -> p.pasted(
                            "False",
                            "",
                            p.sandbox.app().objectId(),
                            "True",
                            "AppId       : " + p.sandbox.clientId() + "\nAccessRight : RestrictAccess")),
            Map.entry("a key misspelt", p -> p.set("mailboxx", "a@contoso.example")),
            Map.entry(
                    "secret and certificate",
                    p -> p.set("certificate", ownerOnly(p.sandbox.trustPem()).toString())),
            Map.entry(
                    "the test mail is refused",
                    p -> p.testMail()
                            .sandbox
                            .faults()
                            .next(Target.GRAPH_SEND, Fault.status(400).code("ErrorInvalidRecipients"))
                            .always(Target.GRAPH_DRAFT_SEND, Fault.status(403).code("ErrorSendAsDenied"))),
            Map.entry("the test mail leaves", Practice::testMail),
            Map.entry("the clock is slow", p -> p.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6))),
            Map.entry(
                    "name unknown",
                    p -> p.set("endpoint.graph", "https://graph.invalid").alone()),
            Map.entry(
                    "nobody listens",
                    p -> p.set("endpoint.graph", "http://127.0.0.1:1").alone()),
            Map.entry(
                    "TLS opened on the way",
                    p -> p.set("endpoint.graph", p.interceptor()).alone()),
            Map.entry("the network's own page", p -> p.always(Target.DISCOVERY, Fault.html(200))));

    private Slips() {}

    /** The slip of this name; one with a code in its name is Entra's refusal with that code. */
    static Consumer<Practice> of(String name) {
        if (name.equals("pasted: all is right")) {
            return p -> p.pasted("True", "False", p.sandbox.app().objectId(), "True", "");
        }
        Matcher code = CODE.matcher(name);
        return code.find()
                ? p -> p.always(Target.TOKEN, Fault.aadsts(Integer.parseInt(code.group(1))))
                : Optional.ofNullable(SLIPS.get(name)).orElseThrow();
    }

    static Set<String> names() {
        return new TreeSet<>(SLIPS.keySet());
    }

    /** Otherwise the file itself is a finding. */
    private static Path ownerOnly(Path file) {
        try {
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
