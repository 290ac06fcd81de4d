package io.github.ferrypost.entra;

import static io.github.ferrypost.entra.AadstsKind.CREDENTIAL;
import static io.github.ferrypost.entra.AadstsKind.REGISTRATION;

import java.util.List;

/** AADSTS codes about secret and certificate. */
final class CredentialRows {
    static final List<AadstsRow> ROWS = List.of(
            AadstsRow.of(
                    CREDENTIAL,
                    "The client secret is wrong",
                    "Der geheime Clientschlüssel ist falsch",
                    "App registrations > the app > Certificates & secrets: copy the column Value, not Secret"
                            + " ID, and check that it is complete. Entra shows the value only once: if it is"
                            + " lost, add a new client secret.",
                    "App-Registrierungen > die App > Zertifikate & Geheimnisse: die Spalte \"Wert\" kopieren, nicht die"
                            + " \"Geheime ID\", und prüfen, ob er vollständig ist. Der Wert wird nur einmal angezeigt:"
                            + " Ist er verloren, einen neuen geheimen Clientschlüssel anlegen.",
                    7000215,
                    70002),
            AadstsRow.of(
                    CREDENTIAL,
                    "The client secret has expired",
                    "Der geheime Clientschlüssel ist abgelaufen",
                    "App registrations > the app > Certificates & secrets > New client secret: enter its Value in"
                            + " ferrypost.secret, and note when it expires.",
                    "App-Registrierungen > die App > Zertifikate & Geheimnisse > Neuer geheimer Clientschlüssel: dessen"
                            + " \"Wert\" in ferrypost.secret eintragen und das Ablaufdatum notieren.",
                    7000222),
            AadstsRow.of(
                    CREDENTIAL,
                    "The request must carry a client secret or certificate",
                    "Die Anfrage braucht einen geheimen Clientschlüssel oder ein Zertifikat",
                    "Set ferrypost.secret or ferrypost.certificate. For a sign-in without either: App registrations > the"
                            + " app > Authentication > Advanced settings: Allow public client flows = Yes.",
                    "ferrypost.secret oder ferrypost.certificate setzen. Für eine Anmeldung ohne beides:"
                            + " App-Registrierungen > die App > Authentifizierung > Erweiterte Einstellungen: Öffentliche"
                            + " Clientflows zulassen = Ja.",
                    7000218),
            AadstsRow.of(
                    REGISTRATION,
                    "The app is a public client, which may not use a client secret",
                    "Die App ist ein öffentlicher Client, der keinen geheimen Clientschlüssel benutzen darf",
                    "App registrations > the app > Authentication: register the redirect URI under Web and set Allow"
                            + " public client flows = No; or remove ferrypost.secret.",
                    "App-Registrierungen > die App > Authentifizierung: die Umleitungs-URI unter \"Web\" eintragen und"
                            + " Öffentliche Clientflows zulassen = Nein; oder ferrypost.secret entfernen.",
                    700025),
            AadstsRow.of(
                    CREDENTIAL,
                    "Entra does not know the certificate, or the signature does not match it",
                    "Entra kennt das Zertifikat nicht, oder die Signatur passt nicht dazu",
                    "App registrations > the app > Certificates & secrets > Certificates: upload the public certificate"
                            + " that belongs to the private key in ferrypost.certificate, and compare the thumbprints.",
                    "App-Registrierungen > die App > Zertifikate & Geheimnisse > Zertifikate: das öffentliche Zertifikat"
                            + " hochladen, das zum privaten Schlüssel in ferrypost.certificate gehört, und die"
                            + " Fingerabdrücke vergleichen.",
                    700027),
            AadstsRow.of(
                    CREDENTIAL,
                    "The signed assertion is outside its validity period: this machine's clock is wrong",
                    "Die signierte Erklärung liegt außerhalb ihrer Gültigkeit: Die Uhr dieses Rechners geht falsch",
                    "Set this machine's clock by NTP; Entra accepts a difference of five minutes at most.",
                    "Die Uhr dieses Rechners über NTP stellen; Entra erlaubt höchstens fünf Minuten Abweichung.",
                    700024),
            AadstsRow.of(
                    CREDENTIAL,
                    "The certificate has been revoked",
                    "Das Zertifikat wurde gesperrt",
                    "Create a new certificate, upload it under App registrations > the app > Certificates & secrets >"
                            + " Certificates, and set ferrypost.certificate to its file.",
                    "Ein neues Zertifikat erzeugen, unter App-Registrierungen > die App > Zertifikate & Geheimnisse >"
                            + " Zertifikate hochladen und seine Datei in ferrypost.certificate nennen.",
                    7000214,
                    7000277),
            AadstsRow.of(
                    CREDENTIAL,
                    "The certificate is outside its validity period, or its signature is invalid",
                    "Das Zertifikat liegt außerhalb seiner Gültigkeit, oder seine Signatur ist ungültig",
                    "Create a new certificate, upload it under App registrations > the app > Certificates & secrets >"
                            + " Certificates, and set ferrypost.certificate to its file.",
                    "Ein neues Zertifikat erzeugen, unter App-Registrierungen > die App > Zertifikate & Geheimnisse >"
                            + " Zertifikate hochladen und seine Datei in ferrypost.certificate nennen.",
                    1000502,
                    7000274),
            AadstsRow.of(
                    CREDENTIAL,
                    "No federated credential of the app matches the token's issuer, subject or audience",
                    "Keine Verbundanmeldeinformation der App passt zu Aussteller, Betreff oder Zielgruppe des Tokens",
                    "App registrations > the app > Certificates & secrets > Federated credentials: Issuer, Subject identifier"
                            + " and Audience must be exactly those of the token; Entra's message names the one that differs.",
                    "App-Registrierungen > die App > Zertifikate & Geheimnisse > Verbundanmeldeinformationen: Aussteller,"
                            + " Betreffbezeichner und Zielgruppe müssen genau die des Tokens sein; Entras Meldung nennt,"
                            + " was abweicht.",
                    70021,
                    700211,
                    700212,
                    700213),
            AadstsRow.of(
                    CREDENTIAL,
                    "The subject or thumbprint of the certificate is not authorised for the app",
                    "Antragsteller oder Fingerabdruck des Zertifikats ist für die App nicht zugelassen",
                    "App registrations > the app > Certificates & secrets > Certificates: upload the certificate that"
                            + " ferrypost.certificate names.",
                    "App-Registrierungen > die App > Zertifikate & Geheimnisse > Zertifikate: das Zertifikat hochladen,"
                            + " das in ferrypost.certificate genannt ist.",
                    700030,
                    50012));

    private CredentialRows() {}
}
