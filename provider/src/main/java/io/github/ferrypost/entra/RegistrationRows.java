package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.DISABLED;
import static io.github.ferrypost.entra.AadstsKind.REGISTRATION;

import java.util.List;

/** AADSTS codes about the app registration, the tenant and the cloud. */
final class RegistrationRows {
    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    REGISTRATION,
                    "The app has no service principal in this tenant yet",
                    "Die App hat in diesem Mandanten noch keinen Dienstprinzipal",
                    "App registrations > the app > Overview > Managed application in local directory: Create; or have an"
                            + " administrator consent; or New-MgServicePrincipal -AppId with the application (client) ID.",
                    "App-Registrierungen > die App > Übersicht > Verwaltete Anwendung im lokalen Verzeichnis: Erstellen;"
                            + " oder einen Administrator zustimmen lassen; oder New-MgServicePrincipal -AppId mit der"
                            + " Anwendungs-ID (Client).",
                    7000229),
            AadstsRow.of(
                    REGISTRATION,
                    "The application (client) ID is unknown in this tenant",
                    "Die Anwendungs-ID (Client) ist in diesem Mandanten unbekannt",
                    "Compare ferrypost.client and ferrypost.tenant with App registrations > the app > Overview:"
                            + " Application (client) ID, not the Object ID; Directory (tenant) ID of the same tenant.",
                    "ferrypost.client und ferrypost.tenant vergleichen mit App-Registrierungen > die App > Übersicht:"
                            + " Anwendungs-ID (Client), nicht die Objekt-ID; Verzeichnis-ID (Mandant) desselben Mandanten.",
                    700016,
                    700011),
            AadstsRow.of(
                    DISABLED,
                    "The app is disabled in this tenant",
                    "Die App ist in diesem Mandanten deaktiviert",
                    "Enterprise applications > the app > Properties: Enabled for users to sign-in = Yes.",
                    "Unternehmensanwendungen > die App > Eigenschaften: Aktiviert für die Benutzeranmeldung = Ja.",
                    70001,
                    7000112),
            AadstsRow.of(
                    REGISTRATION,
                    "This cloud has no such tenant",
                    "Diese Cloud hat keinen solchen Mandanten",
                    "Copy the Directory (tenant) ID from the app's Overview into ferrypost.tenant; for a national cloud"
                            + " set ferrypost.cloud.",
                    "Die Verzeichnis-ID (Mandant) aus der Übersicht der App in ferrypost.tenant übernehmen; für eine"
                            + " nationale Cloud ferrypost.cloud setzen.",
                    90002),
            AadstsRow.of(
                    REGISTRATION,
                    "The tenant is neither a GUID nor a domain name",
                    "Der Mandant ist weder eine GUID noch ein Domänenname",
                    "Copy the Directory (tenant) ID from the app's Overview into ferrypost.tenant, without"
                            + " spaces or quotation marks.",
                    "Die Verzeichnis-ID (Mandant) aus der Übersicht der App in ferrypost.tenant übernehmen, ohne"
                            + " Leerzeichen und Anführungszeichen.",
                    900023),
            AadstsRow.of(
                    REGISTRATION,
                    "The tenant is in another national cloud",
                    "Der Mandant liegt in einer anderen nationalen Cloud",
                    "Set ferrypost.cloud to the tenant's cloud: global, usgov, dod or china.",
                    "ferrypost.cloud auf die Cloud des Mandanten setzen: global, usgov, dod oder china.",
                    90038,
                    900382,
                    900432),
            AadstsRow.of(
                    REGISTRATION,
                    "The request does not name a tenant",
                    "Die Anfrage nennt keinen Mandanten",
                    "Enter the Directory (tenant) ID in ferrypost.tenant, not common or organizations.",
                    "In ferrypost.tenant die Verzeichnis-ID (Mandant) eintragen, nicht common oder organizations.",
                    50059,
                    50128,
                    90019),
            AadstsRow.of(
                    REGISTRATION,
                    "The app is for a single tenant, but the request used /common",
                    "Die App gilt nur für einen Mandanten, aber die Anfrage benutzte /common",
                    "Enter the Directory (tenant) ID in ferrypost.tenant.",
                    "In ferrypost.tenant die Verzeichnis-ID (Mandant) eintragen.",
                    50194),
            AadstsRow.of(
                    REGISTRATION,
                    "This sign-in method does not work with /common or /consumers",
                    "Diese Art der Anmeldung funktioniert nicht mit /common oder /consumers",
                    "Enter the Directory (tenant) ID in ferrypost.tenant.",
                    "In ferrypost.tenant die Verzeichnis-ID (Mandant) eintragen.",
                    9001023),
            AadstsRow.of(
                    REGISTRATION,
                    "The app is for work accounts only, but the request used /consumers",
                    "Die App gilt nur für Geschäftskonten, aber die Anfrage benutzte /consumers",
                    "Enter the Directory (tenant) ID in ferrypost.tenant.",
                    "In ferrypost.tenant die Verzeichnis-ID (Mandant) eintragen.",
                    9002332),
            AadstsRow.of(
                    REGISTRATION,
                    "The service that the token is for is unknown in this tenant",
                    "Der Dienst, für den das Token sein soll, ist in diesem Mandanten unbekannt",
                    "Check ferrypost.cloud, and that the tenant has Exchange Online (a licence with a mailbox).",
                    "ferrypost.cloud prüfen, und ob der Mandant Exchange Online hat (eine Lizenz mit Postfach).",
                    500011),
            AadstsRow.of(
                    REGISTRATION,
                    "The redirect URI is not registered for the app",
                    "Die Umleitungs-URI ist für die App nicht eingetragen",
                    "App registrations > the app > Authentication: add exactly this URI under the right platform: scheme,"
                            + " host, upper and lower case of the path, slash at the end.",
                    "App-Registrierungen > die App > Authentifizierung: genau diese Umleitungs-URI unter der richtigen"
                            + " Plattform eintragen: Schema, Host, Groß- und Kleinschreibung des Pfads, Schrägstrich am Ende.",
                    50011),
            AadstsRow.of(
                    REGISTRATION,
                    "The app has no redirect URI",
                    "Die App hat keine Umleitungs-URI",
                    "App registrations > the app > Authentication: add a platform and its redirect URI.",
                    "App-Registrierungen > die App > Authentifizierung: eine Plattform mit Umleitungs-URI hinzufügen.",
                    900971),
            AadstsRow.of(
                    REGISTRATION,
                    "A browser may redeem a code only for a single-page application",
                    "Ein Browser darf einen Code nur für eine Single-Page-Anwendung einlösen",
                    "App registrations > the app > Authentication: register the URI under Single-page application.",
                    "App-Registrierungen > die App > Authentifizierung: die URI unter \"Single-Page-Webanwendung\""
                            + " eintragen.",
                    9002326),
            AadstsRow.of(
                    REGISTRATION,
                    "The redirect URI belongs to a single-page application, so a server cannot use it",
                    "Die Umleitungs-URI gehört zu einer Single-Page-Anwendung, und ein Server kann sie nicht"
                            + " benutzen",
                    "App registrations > the app > Authentication: register the URI under Web instead of Single-page"
                            + " application, and set a client secret.",
                    "App-Registrierungen > die App > Authentifizierung: die URI unter \"Web\" statt unter"
                            + " \"Single-Page-Webanwendung\" eintragen und einen geheimen Clientschlüssel setzen.",
                    9002327),
            AadstsRow.of(
                    REGISTRATION,
                    "The app may not receive tokens directly from the authorization endpoint",
                    "Die App darf keine Token unmittelbar vom Autorisierungsendpunkt bekommen",
                    "App registrations > the app > Authentication > Implicit grant and hybrid flows: select"
                            + " ID tokens, and Access tokens if they are requested.",
                    "App-Registrierungen > die App > Authentifizierung > Implizite Genehmigung und"
                            + " Hybridflows: ID-Token aktivieren, und Zugriffstoken, wenn sie verlangt werden.",
                    700054,
                    70005));

    private RegistrationRows() {}
}
