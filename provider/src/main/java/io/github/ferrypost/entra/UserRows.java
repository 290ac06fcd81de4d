package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.ACCOUNT_WAITS;
import static io.github.ferrypost.entra.AadstsKind.CREDENTIAL;
import static io.github.ferrypost.entra.AadstsKind.DISABLED;

import java.util.List;

/** AADSTS codes about a user who signs in by name and password. */
final class UserRows {
    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    CREDENTIAL,
                    "User name or password is wrong",
                    "Benutzername oder Kennwort ist falsch",
                    "Enter the password again; a password that begins or ends with a space cannot be used here.",
                    "Das Kennwort neu eingeben; eines mit Leerzeichen am Anfang oder Ende ist so nicht verwendbar.",
                    50126),
            AadstsRow.of(
                    CREDENTIAL,
                    "The user is unknown in this tenant",
                    "Der Benutzer ist in diesem Mandanten unbekannt",
                    "Users > the user: use the User principal name, not an alias, and the tenant it belongs to.",
                    "Benutzer > der Benutzer: den Benutzerprinzipalnamen verwenden, keinen Alias, und den Mandanten, zu dem"
                            + " er gehört.",
                    50034,
                    51004),
            AadstsRow.of(
                    CREDENTIAL,
                    "The user belongs to another tenant, or is a personal account",
                    "Der Benutzer gehört zu einem anderen Mandanten oder ist ein privates Konto",
                    "Sign in with an account of this tenant.",
                    "Mit einem Konto dieses Mandanten anmelden.",
                    50020),
            AadstsRow.of(
                    ACCOUNT_WAITS,
                    "The user is temporarily locked after wrong passwords or because of a suspicious address",
                    "Der Benutzer ist nach falschen Kennwörtern oder wegen einer verdächtigen Adresse eine Weile gesperrt",
                    "Wait, and look at Users > the user > Sign-in logs; correct the stored password before"
                            + " the next attempt.",
                    "Warten und unter Benutzer > der Benutzer > Anmeldeprotokolle nachsehen; vor dem nächsten Versuch das"
                            + " gespeicherte Kennwort berichtigen.",
                    50053),
            AadstsRow.of(
                    CREDENTIAL,
                    "The user's password has expired or must be changed",
                    "Das Kennwort des Benutzers ist abgelaufen oder muss geändert werden",
                    "Users > the user > Reset password, then sign in once and change it; Update-MgUser"
                            + " -PasswordPolicies DisablePasswordExpiration keeps it from expiring.",
                    "Benutzer > der Benutzer > Kennwort zurücksetzen, dann einmal anmelden und es ändern; Update-MgUser"
                            + " -PasswordPolicies DisablePasswordExpiration verhindert den Ablauf.",
                    50055,
                    50144),
            AadstsRow.of(
                    CREDENTIAL,
                    "The user has no password",
                    "Der Benutzer hat kein Kennwort",
                    "Users > the user > Reset password. A federated or passwordless user cannot sign in this way.",
                    "Benutzer > der Benutzer > Kennwort zurücksetzen. Ein verbundener oder kennwortloser Benutzer kann"
                            + " sich so nicht anmelden.",
                    50056),
            AadstsRow.of(
                    DISABLED,
                    "The user is disabled",
                    "Der Benutzer ist deaktiviert",
                    "Users > the user > Properties > Settings: Account enabled.",
                    "Benutzer > der Benutzer > Eigenschaften > Einstellungen: Konto aktiviert.",
                    50057));

    private UserRows() {}
}
