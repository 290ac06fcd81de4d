package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.CONSENT;

import java.util.List;

/** AADSTS codes about permissions and consent. */
final class ConsentRows {
    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    CONSENT,
                    "The app's permissions have no consent",
                    "Den Berechtigungen der App fehlt die Zustimmung",
                    "App registrations > the app > API permissions: Grant admin consent.",
                    "App-Registrierungen > die App > API-Berechtigungen: Administratorzustimmung erteilen.",
                    65001),
            AadstsRow.of(
                    CONSENT,
                    "The user has declined the app's permissions",
                    "Der Benutzer hat die Berechtigungen der App abgelehnt",
                    "Sign in again and accept, or have an administrator grant consent under App registrations > the app >"
                            + " API permissions.",
                    "Noch einmal anmelden und zustimmen, oder einen Administrator unter App-Registrierungen > die App >"
                            + " API-Berechtigungen zustimmen lassen.",
                    65004),
            AadstsRow.of(
                    CONSENT,
                    "Only an administrator may consent to the app's permissions",
                    "Nur ein Administrator darf den Berechtigungen der App zustimmen",
                    "An administrator: App registrations > the app > API permissions: Grant admin consent.",
                    "Ein Administrator: App-Registrierungen > die App > API-Berechtigungen: Administratorzustimmung"
                            + " erteilen.",
                    90094,
                    90095),
            AadstsRow.of(
                    CONSENT,
                    "The permission for this service is missing in the app registration, or the tenant lacks the service",
                    "Die Berechtigung für diesen Dienst fehlt in der App-Registrierung, oder der Mandant hat den Dienst nicht",
                    "App registrations > the app > API permissions: add the permission (Microsoft Graph: Mail.Send; Office"
                            + " 365 Exchange Online: SMTP.SendAsApp) and grant admin consent.",
                    "App-Registrierungen > die App > API-Berechtigungen: die Berechtigung hinzufügen (Microsoft Graph:"
                            + " Mail.Send; Office 365 Exchange Online: SMTP.SendAsApp) und die Administratorzustimmung"
                            + " erteilen.",
                    650052,
                    650057,
                    65005,
                    650056),
            AadstsRow.of(
                    CONSENT,
                    "The app lacks the permission to sign a user in",
                    "Der App fehlt die Berechtigung, einen Benutzer anzumelden",
                    "App registrations > the app > API permissions: add Microsoft Graph > Delegated > User.Read.",
                    "App-Registrierungen > die App > API-Berechtigungen: Microsoft Graph > Delegierte Berechtigungen >"
                            + " User.Read hinzufügen.",
                    90008),
            AadstsRow.of(
                    CONSENT,
                    "The user is not assigned to the app",
                    "Der Benutzer ist der App nicht zugewiesen",
                    "Enterprise applications > the app > Users and groups: add the user of the mailbox; or"
                            + " Properties: Assignment"
                            + " required = No.",
                    "Unternehmensanwendungen > die App > Benutzer und Gruppen: den Benutzer des Postfachs"
                            + " hinzufügen; oder"
                            + " Eigenschaften: Zuweisung erforderlich = Nein.",
                    50105));

    private ConsentRows() {}
}
