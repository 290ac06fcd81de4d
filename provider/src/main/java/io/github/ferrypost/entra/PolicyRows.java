package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.POLICY;
import static io.github.ferrypost.entra.AadstsKind.SIGN_IN;

import java.util.List;

/** AADSTS codes about requirements of the tenant's policies. */
final class PolicyRows {
    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    POLICY,
                    "the user must confirm the sign-in by a second factor, which a program cannot",
                    "der Benutzer muss die Anmeldung mit einem zweiten Faktor bestätigen, was ein Programm nicht kann",
                    "Let the app sign in for itself, by client secret or certificate, or sign in once in a browser. Do not"
                            + " switch multifactor authentication off for the tenant.",
                    "Die App sich selbst anmelden lassen, mit geheimem Clientschlüssel oder Zertifikat, oder einmal im"
                            + " Browser anmelden. Die mehrstufige Authentifizierung nicht für den Mandanten abschalten.",
                    50076,
                    50074,
                    50072,
                    50079,
                    50078),
            AadstsRow.of(
                    POLICY,
                    "Conditional Access demands a device or an app that it knows",
                    "der bedingte Zugriff verlangt ein Gerät oder eine App, die er kennt",
                    "Protection > Conditional Access: exclude the mail user from that policy, or let the app sign in for"
                            + " itself, by client secret or certificate.",
                    "Schutz > Bedingter Zugriff: den Mailbenutzer von der Richtlinie ausnehmen, oder die App sich selbst"
                            + " anmelden lassen, mit geheimem Clientschlüssel oder Zertifikat.",
                    53000,
                    53001,
                    53002,
                    530003),
            AadstsRow.of(
                    POLICY,
                    "a Conditional Access policy forbids the sign-in",
                    "eine Richtlinie des bedingten Zugriffs verbietet die Anmeldung",
                    "Monitoring > Sign-in logs > the sign-in > Conditional Access names the policy: exclude the app or"
                            + " user, or allow this machine's address. Policies for workload identities hit apps too.",
                    "Überwachung > Anmeldeprotokolle > die Anmeldung > Bedingter Zugriff nennt die Richtlinie: App oder"
                            + " Benutzer ausnehmen, oder die Adresse dieses Rechners zulassen. Richtlinien für"
                            + " Workloadidentitäten treffen auch Apps.",
                    53003,
                    530032),
            AadstsRow.of(
                    POLICY,
                    "the tenant's security defaults forbid this way to sign in",
                    "die Sicherheitsstandards des Mandanten verbieten diese Art der Anmeldung",
                    "Let the app sign in for itself, by client secret or certificate.",
                    "Die App sich selbst anmelden lassen, mit geheimem Clientschlüssel oder Zertifikat.",
                    530035),
            AadstsRow.of(
                    POLICY,
                    "a security check outside Entra is demanded, which a program cannot pass",
                    "eine Sicherheitsprüfung außerhalb von Entra wird verlangt, die ein Programm nicht besteht",
                    "Protection > Conditional Access > Custom controls: exclude the mail user, or let the app sign in for"
                            + " itself.",
                    "Schutz > Bedingter Zugriff > Benutzerdefinierte Steuerelemente: den Mailbenutzer ausnehmen, oder die"
                            + " App sich selbst anmelden lassen.",
                    50158),
            AadstsRow.of(
                    SIGN_IN,
                    "a Conditional Access policy demands a new sign-in at intervals",
                    "eine Richtlinie des bedingten Zugriffs verlangt in Abständen eine neue Anmeldung",
                    "Exclude the mail user from the policy on sign-in frequency, or let the app sign in for itself.",
                    "Den Mailbenutzer von der Richtlinie zur Anmeldehäufigkeit ausnehmen, oder die App sich selbst"
                            + " anmelden lassen.",
                    70043));

    private PolicyRows() {}
}
