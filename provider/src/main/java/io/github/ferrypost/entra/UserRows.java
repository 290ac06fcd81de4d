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
                    "user name or password is wrong",
                    "Benutzername oder Kennwort ist falsch",
                    "Type the password again; one that begins or ends with a blank cannot be used this way.",
                    "Das Kennwort neu eingeben; eines mit Leerzeichen am Anfang oder Ende ist so nicht verwendbar.",
                    50126),
            AadstsRow.of(
                    CREDENTIAL,
                    "the user is unknown in this tenant",
                    "der Benutzer ist in diesem Mandanten unbekannt",
                    "Users > the user: use the User principal name, not an alias, and the tenant it belongs to.",
                    "Benutzer > der Benutzer: den Benutzerprinzipalnamen verwenden, keinen Alias, und den Mandanten, zu dem"
                            + " er gehört.",
                    50034,
                    51004),
            AadstsRow.of(
                    CREDENTIAL,
                    "the user belongs to another tenant, or is a personal account",
                    "der Benutzer gehört zu einem anderen Mandanten oder ist ein privates Konto",
                    "Sign in with an account of this tenant.",
                    "Mit einem Konto dieses Mandanten anmelden.",
                    50020),
            AadstsRow.of(
                    ACCOUNT_WAITS,
                    "the user is locked for a while after wrong passwords, or for a suspicious address",
                    "der Benutzer ist nach falschen Kennwörtern oder wegen einer verdächtigen Adresse eine Weile gesperrt",
                    "Wait, and look at Users > the user > Sign-in logs; correct the stored password before trying again.",
                    "Warten und unter Benutzer > der Benutzer > Anmeldeprotokolle nachsehen; vor dem nächsten Versuch das"
                            + " gespeicherte Kennwort berichtigen.",
                    50053),
            AadstsRow.of(
                    CREDENTIAL,
                    "the user's password has expired or must be changed",
                    "das Kennwort des Benutzers ist abgelaufen oder muss geändert werden",
                    "Users > the user > Reset password, then sign in once and change it; Update-MgUser"
                            + " -PasswordPolicies DisablePasswordExpiration keeps it from expiring.",
                    "Benutzer > der Benutzer > Kennwort zurücksetzen, dann einmal anmelden und es ändern; Update-MgUser"
                            + " -PasswordPolicies DisablePasswordExpiration verhindert den Ablauf.",
                    50055,
                    50144),
            AadstsRow.of(
                    CREDENTIAL,
                    "the user has no password",
                    "der Benutzer hat kein Kennwort",
                    "Users > the user > Reset password. A federated or passwordless user cannot sign in this way.",
                    "Benutzer > der Benutzer > Kennwort zurücksetzen. Ein verbundener oder kennwortloser Benutzer kann"
                            + " sich so nicht anmelden.",
                    50056),
            AadstsRow.of(
                    DISABLED,
                    "the user is switched off",
                    "der Benutzer ist ausgeschaltet",
                    "Users > the user > Properties > Settings: Account enabled.",
                    "Benutzer > der Benutzer > Eigenschaften > Einstellungen: Konto aktiviert.",
                    50057));

    private UserRows() {}
}
