package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.DISABLED;
import static io.github.ferrypost.entra.AadstsKind.REGISTRATION;

import java.util.List;

/** AADSTS codes about the app registration, the tenant and the cloud. */
final class RegistrationRows {
    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    REGISTRATION,
                    "the app is not at home in this tenant yet (it has no service principal)",
                    "die App ist in diesem Mandanten noch nicht zu Hause (sie hat keinen Dienstprinzipal)",
                    "App registrations > the app > Overview > Managed application in local directory: Create; or have an"
                            + " administrator consent; or New-MgServicePrincipal -AppId with the application (client) ID.",
                    "App-Registrierungen > die App > Übersicht > Verwaltete Anwendung im lokalen Verzeichnis: Erstellen;"
                            + " oder einen Administrator zustimmen lassen; oder New-MgServicePrincipal -AppId mit der"
                            + " Anwendungs-ID (Client).",
                    7000229),
            AadstsRow.of(
                    REGISTRATION,
                    "the application (client) ID is unknown in this tenant",
                    "die Anwendungs-ID (Client) ist in diesem Mandanten unbekannt",
                    "Compare ferrypost.client and ferrypost.tenant with App registrations > the app > Overview:"
                            + " Application (client) ID, not the Object ID; Directory (tenant) ID of the same tenant.",
                    "ferrypost.client und ferrypost.tenant vergleichen mit App-Registrierungen > die App > Übersicht:"
                            + " Anwendungs-ID (Client), nicht die Objekt-ID; Verzeichnis-ID (Mandant) desselben Mandanten.",
                    700016,
                    700011),
            AadstsRow.of(
                    DISABLED,
                    "the app is switched off in this tenant",
                    "die App ist in diesem Mandanten ausgeschaltet",
                    "Enterprise applications > the app > Properties: Enabled for users to sign-in = Yes.",
                    "Unternehmensanwendungen > die App > Eigenschaften: Aktiviert für die Benutzeranmeldung = Ja.",
                    70001,
                    7000112),
            AadstsRow.of(
                    REGISTRATION,
                    "the tenant was not found, in this cloud at least",
                    "der Mandant wurde nicht gefunden, jedenfalls nicht in dieser Cloud",
                    "Copy the Directory (tenant) ID from the app's Overview into ferrypost.tenant; for a national cloud"
                            + " set ferrypost.cloud.",
                    "Die Verzeichnis-ID (Mandant) aus der Übersicht der App in ferrypost.tenant übernehmen; für eine"
                            + " nationale Cloud ferrypost.cloud setzen.",
                    90002),
            AadstsRow.of(
                    REGISTRATION,
                    "the tenant is neither a GUID nor a domain name",
                    "der Mandant ist weder eine GUID noch ein Domänenname",
                    "Copy the Directory (tenant) ID from the app's Overview into ferrypost.tenant, without blanks or"
                            + " quotation marks.",
                    "Die Verzeichnis-ID (Mandant) aus der Übersicht der App in ferrypost.tenant übernehmen, ohne"
                            + " Leerzeichen und Anführungszeichen.",
                    900023),
            AadstsRow.of(
                    REGISTRATION,
                    "the tenant is in another national cloud",
                    "der Mandant liegt in einer anderen nationalen Cloud",
                    "Set ferrypost.cloud to the tenant's cloud: global, usgov, dod or china.",
                    "ferrypost.cloud auf die Cloud des Mandanten setzen: global, usgov, dod oder china.",
                    90038,
                    900382,
                    900432),
            AadstsRow.of(
                    REGISTRATION,
                    "the request does not say for which tenant",
                    "die Anfrage sagt nicht, für welchen Mandanten sie ist",
                    "Enter the Directory (tenant) ID in ferrypost.tenant, not common or organizations.",
                    "In ferrypost.tenant die Verzeichnis-ID (Mandant) eintragen, nicht common oder organizations.",
                    50059,
                    50128,
                    90019),
            AadstsRow.of(
                    REGISTRATION,
                    "the app is for one tenant only and was asked through /common",
                    "die App ist nur für einen Mandanten und wurde über /common angesprochen",
                    "Enter the Directory (tenant) ID in ferrypost.tenant.",
                    "In ferrypost.tenant die Verzeichnis-ID (Mandant) eintragen.",
                    50194),
            AadstsRow.of(
                    REGISTRATION,
                    "this way to sign in is not possible through /common or /consumers",
                    "diese Art der Anmeldung ist über /common oder /consumers nicht möglich",
                    "Enter the Directory (tenant) ID in ferrypost.tenant.",
                    "In ferrypost.tenant die Verzeichnis-ID (Mandant) eintragen.",
                    9001023),
            AadstsRow.of(
                    REGISTRATION,
                    "the app is for work accounts only and was asked through /consumers",
                    "die App ist nur für Geschäftskonten und wurde über /consumers angesprochen",
                    "Enter the Directory (tenant) ID in ferrypost.tenant.",
                    "In ferrypost.tenant die Verzeichnis-ID (Mandant) eintragen.",
                    9002332),
            AadstsRow.of(
                    REGISTRATION,
                    "the service that the token is for is unknown in this tenant",
                    "der Dienst, für den das Token sein soll, ist in diesem Mandanten unbekannt",
                    "Check ferrypost.cloud, and that the tenant has Exchange Online (a licence with a mailbox).",
                    "ferrypost.cloud prüfen, und ob der Mandant Exchange Online hat (eine Lizenz mit Postfach).",
                    500011),
            AadstsRow.of(
                    REGISTRATION,
                    "the redirect URI is not registered for the app",
                    "die Umleitungs-URI ist für die App nicht eingetragen",
                    "App registrations > the app > Authentication: add exactly this URI under the right platform: scheme,"
                            + " host, upper and lower case of the path, slash at the end.",
                    "App-Registrierungen > die App > Authentifizierung: genau diese Umleitungs-URI unter der richtigen"
                            + " Plattform eintragen: Schema, Host, Groß- und Kleinschreibung des Pfads, Schrägstrich am Ende.",
                    50011),
            AadstsRow.of(
                    REGISTRATION,
                    "the app has no redirect URI",
                    "die App hat keine Umleitungs-URI",
                    "App registrations > the app > Authentication: add a platform and its redirect URI.",
                    "App-Registrierungen > die App > Authentifizierung: eine Plattform mit Umleitungs-URI hinzufügen.",
                    900971),
            AadstsRow.of(
                    REGISTRATION,
                    "a browser may redeem a code only for a single-page application",
                    "ein Browser darf einen Code nur für eine Single-Page-Anwendung einlösen",
                    "App registrations > the app > Authentication: register the URI under Single-page application.",
                    "App-Registrierungen > die App > Authentifizierung: die URI unter \"Single-Page-Webanwendung\""
                            + " eintragen.",
                    9002326),
            AadstsRow.of(
                    REGISTRATION,
                    "the redirect URI is a single-page application's, which a server cannot use",
                    "die Umleitungs-URI gehört einer Single-Page-Anwendung, und ein Server kann sie nicht benutzen",
                    "App registrations > the app > Authentication: register the URI under Web instead of Single-page"
                            + " application, and set a client secret.",
                    "App-Registrierungen > die App > Authentifizierung: die URI unter \"Web\" statt unter"
                            + " \"Single-Page-Webanwendung\" eintragen und einen geheimen Clientschlüssel setzen.",
                    9002327),
            AadstsRow.of(
                    REGISTRATION,
                    "the app may not receive tokens straight from the authorization endpoint",
                    "die App darf keine Token unmittelbar vom Autorisierungsendpunkt bekommen",
                    "App registrations > the app > Authentication > Implicit grant and hybrid flows: tick ID tokens, and"
                            + " Access tokens where they are asked for.",
                    "App-Registrierungen > die App > Authentifizierung > Implizite Genehmigung und Hybridflows: ID-Token"
                            + " anhaken, und Zugriffstoken, wo sie verlangt werden.",
                    700054,
                    70005));

    private RegistrationRows() {}
}
