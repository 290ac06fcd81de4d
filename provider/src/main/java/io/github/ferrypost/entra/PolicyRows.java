package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.POLICY;
import static io.github.ferrypost.entra.AadstsKind.SIGN_IN;

import java.util.List;

/** AADSTS codes about requirements of the tenant's policies. */
final class PolicyRows {
    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    POLICY,
                    "The user must confirm the sign-in with a second factor, which a program cannot do",
                    "Der Benutzer muss die Anmeldung mit einem zweiten Faktor bestätigen, was ein Programm"
                            + " nicht tun kann",
                    "Let the app sign in with a client secret or certificate, or sign in once in a browser."
                            + " Do not disable multifactor authentication for the tenant.",
                    "Die App sich selbst anmelden lassen, mit geheimem Clientschlüssel oder Zertifikat, oder einmal im"
                            + " Browser anmelden. Die mehrstufige Authentifizierung nicht für den Mandanten abschalten.",
                    50076,
                    50074,
                    50072,
                    50079,
                    50078),
            AadstsRow.of(
                    POLICY,
                    "Conditional Access requires a known device or app",
                    "Der bedingte Zugriff verlangt ein bekanntes Gerät oder eine bekannte App",
                    "Protection > Conditional Access: exclude the user of the mailbox from that policy, or"
                            + " let the app sign in with a client secret or certificate.",
                    "Schutz > Bedingter Zugriff: den Benutzer des Postfachs von der Richtlinie ausnehmen,"
                            + " oder die App sich selbst"
                            + " anmelden lassen, mit geheimem Clientschlüssel oder Zertifikat.",
                    53000,
                    53001,
                    53002,
                    530003),
            AadstsRow.of(
                    POLICY,
                    "A Conditional Access policy forbids the sign-in",
                    "Eine Richtlinie des bedingten Zugriffs verbietet die Anmeldung",
                    "Monitoring > Sign-in logs > the sign-in > Conditional Access names the policy: exclude the app or"
                            + " user, or allow this machine's address. Policies for workload identities also"
                            + " apply to apps.",
                    "Überwachung > Anmeldeprotokolle > die Anmeldung > Bedingter Zugriff nennt die Richtlinie: App oder"
                            + " Benutzer ausnehmen, oder die Adresse dieses Rechners zulassen. Richtlinien"
                            + " für Workloadidentitäten gelten auch für Apps.",
                    53003,
                    530032),
            AadstsRow.of(
                    POLICY,
                    "The tenant's security defaults forbid this sign-in method",
                    "Die Sicherheitsstandards des Mandanten verbieten diese Art der Anmeldung",
                    "Let the app sign in with a client secret or certificate.",
                    "Die App sich selbst anmelden lassen, mit geheimem Clientschlüssel oder Zertifikat.",
                    530035),
            AadstsRow.of(
                    POLICY,
                    "The tenant requires a security check outside Entra, which a program cannot pass",
                    "Der Mandant verlangt eine Sicherheitsprüfung außerhalb von Entra, die ein Programm nicht"
                            + " bestehen kann",
                    "Protection > Conditional Access > Custom controls: exclude the user of the mailbox, or"
                            + " let the app sign in itself.",
                    "Schutz > Bedingter Zugriff > Benutzerdefinierte Steuerelemente: den Benutzer des"
                            + " Postfachs ausnehmen, oder die"
                            + " App sich selbst anmelden lassen.",
                    50158),
            AadstsRow.of(
                    SIGN_IN,
                    "A Conditional Access policy requires a new sign-in at intervals",
                    "Eine Richtlinie des bedingten Zugriffs verlangt in Abständen eine neue Anmeldung",
                    "Exclude the user of the mailbox from the policy on sign-in frequency, or let the app"
                            + " sign in itself.",
                    "Den Benutzer des Postfachs von der Richtlinie zur Anmeldehäufigkeit ausnehmen, oder die"
                            + " App sich selbst"
                            + " anmelden lassen.",
                    70043));

    private PolicyRows() {}
}
