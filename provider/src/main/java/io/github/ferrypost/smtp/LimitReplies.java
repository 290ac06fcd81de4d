package io.github.ferrypost.smtp;

import static io.github.ferrypost.smtp.ReplyRule.when;

import io.github.ferrypost.reply.FailureScope;
import java.time.Duration;
import java.util.List;

/** Replies about how much a mailbox or a tenant sends: limits, throttling, blocks. */
final class LimitReplies {
    /** Exchange counts recipients over a sliding day and readmits a throttled sender gradually. */
    private static final Duration LONG = Duration.ofHours(1);

    /** Exchange counts messages per minute. */
    private static final Duration SHORT = Duration.ofMinutes(1);

    private static final String UNBLOCK =
            "Microsoft Defender, Restricted entities: unblock the user after securing the account.";

    private static final String UNBLOCK_GERMAN =
            "Microsoft Defender, Eingeschränkte Entitäten: den Benutzer freigeben, nachdem das Konto gesichert ist.";

    private static final String SPREAD = "Wait up to 24 hours, or distribute the messages over several mailboxes.";

    private static final String SPREAD_GERMAN =
            "Bis zu 24 Stunden warten oder die Nachrichten auf mehrere Postfächer verteilen.";

    private static final String SUPPORT = "Contact Microsoft's support.";

    private static final String SUPPORT_GERMAN = "Den Support von Microsoft kontaktieren.";

    private static final String VOLUME =
            "Wait up to 24 hours; for more external messages use Azure Communication Services.";

    private static final String VOLUME_GERMAN =
            "Bis zu 24 Stunden warten; für mehr externe Nachrichten Azure Communication Services benutzen.";

    static final List<ReplyRule> ROWS = List.of(
            when(
                            "4\\d\\d",
                            "",
                            "(thread|concurrent connections|number of concurrent connections.*) limit|"
                                    + "too many (\\w+ ){0,2}connections|concurrent connections has exceeded")
                    .later(
                            FailureScope.MAILBOX,
                            "The mailbox has more connections than the server allows, from Ferrypost or other"
                                    + " programs",
                            "Das Postfach hat mehr Verbindungen, als der Server erlaubt, durch Ferrypost oder"
                                    + " andere Programme")
                    .remedy(
                            "Do not let other programs send from this mailbox at the same time.",
                            "Kein anderes Programm gleichzeitig aus diesem Postfach senden lassen.")
                    .tooManyConnections(),
            when("432", "4\\.3\\.2", "")
                    .later(
                            FailureScope.MAILBOX,
                            "The mailbox has more than three concurrent connections",
                            "Das Postfach hat mehr als drei Verbindungen zugleich")
                    .remedy(
                            "Do not let other programs send from this mailbox at the same time.",
                            "Kein anderes Programm gleichzeitig aus diesem Postfach senden lassen.")
                    .tooManyConnections(),
            when("4\\d\\d", "", "submission rate")
                    .later(
                            FailureScope.MAILBOX,
                            "The mailbox sends faster than Exchange allows",
                            "Das Postfach sendet schneller, als Exchange erlaubt")
                    .remedy(
                            "Send at most 30 messages a minute from one mailbox.",
                            "Höchstens 30 Nachrichten je Minute aus einem Postfach senden.")
                    .retryAfter(SHORT),
            when("451", "4\\.7\\.[56]\\d\\d", "")
                    .later(
                            FailureScope.MAILBOX,
                            "Exchange is busy, or considers the traffic suspicious",
                            "Exchange ist beschäftigt oder hält den Verkehr für verdächtig")
                    .remedy(
                            "If this continues, check Restricted entities in Microsoft Defender.",
                            "Hält es an, in Microsoft Defender unter Eingeschränkte Entitäten nachsehen."),
            when("451", "4\\.7\\.0", "")
                    .later(
                            FailureScope.SESSION,
                            "A server of Exchange has a temporary failure",
                            "Ein Server von Exchange ist gerade gestört"),
            when("", "", "Actual verdict is (Suspend|HipSend|HipNotify)")
                    .never(
                            FailureScope.MAILBOX,
                            "Exchange has blocked the mailbox from sending because it suspects spam",
                            "Exchange hat das Postfach für das Senden gesperrt, weil es Spam vermutet")
                    .remedy(UNBLOCK, UNBLOCK_GERMAN),
            when("", "", "Actual verdict is RefuseQuota")
                    .later(
                            FailureScope.MAILBOX,
                            "The mailbox has reached its sending limit in Exchange",
                            "Das Postfach hat seine Sendegrenze in Exchange erreicht")
                    .remedy(SPREAD, SPREAD_GERMAN)
                    .retryAfter(LONG),
            when("", "", "Actual verdict is Throttle")
                    .later(FailureScope.MAILBOX, "Exchange throttles the mailbox", "Exchange drosselt das Postfach")
                    .remedy(
                            "Send fewer messages at once from this mailbox.",
                            "Aus diesem Postfach weniger Nachrichten auf einmal senden.")
                    .retryAfter(SHORT),
            when("", "", "Actual verdict is TransientError")
                    .later(
                            FailureScope.SESSION,
                            "Exchange could not check the message for spam",
                            "Exchange konnte die Nachricht nicht auf Spam prüfen"),
            when("", "", "OutboundSpamException")
                    .later(
                            FailureScope.MAILBOX,
                            "Exchange's outbound spam filter stops the mailbox",
                            "Der Filter von Exchange für ausgehenden Spam hält das Postfach an")
                    .remedy(UNBLOCK, UNBLOCK_GERMAN)
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.2\\.25[1-5]", "")
                    .later(
                            FailureScope.MAILBOX,
                            "Exchange blocks the sender because the same permanent failure occurred too often",
                            "Exchange sperrt den Absender, weil derselbe dauerhafte Fehler zu oft auftrat")
                    .remedy(
                            "Stop sending from this mailbox, fix the cause that the reply names, then wait.",
                            "Aus diesem Postfach nichts mehr senden, die genannte Ursache beheben, dann warten.")
                    .retryAfter(LONG),
            when("5\\d\\d", "", "submission ?quota")
                    .later(
                            FailureScope.MAILBOX,
                            "The mailbox has reached its daily recipient limit",
                            "Das Postfach hat seine Tagesgrenze für Empfänger erreicht")
                    .remedy(SPREAD, SPREAD_GERMAN)
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.1\\.90", "")
                    .later(
                            FailureScope.MAILBOX,
                            "The mailbox has reached its daily recipient limit",
                            "Das Postfach hat seine Tagesgrenze für Empfänger erreicht")
                    .remedy(SPREAD, SPREAD_GERMAN)
                    .retryAfter(LONG),
            when("5\\d\\d", "", "QuotaExceededException")
                    .later(
                            FailureScope.MAILBOX,
                            "The sending mailbox is full, and Exchange stores a copy of each sent message in it",
                            "Das sendende Postfach ist voll, und Exchange legt eine Kopie jeder gesendeten"
                                    + " Nachricht darin ab")
                    .remedy(
                            "Free space in the mailbox, or raise its quota.",
                            "Im Postfach Platz schaffen, oder sein Kontingent anheben."),
            when("5\\d\\d", "5\\.7\\.232", "")
                    .later(
                            FailureScope.TENANT,
                            "The trial tenant has reached its daily limit of external recipients",
                            "Der Testmandant hat seine Tagesgrenze für externe Empfänger erreicht")
                    .remedy(
                            "Wait up to 24 hours, or buy a licence: trial tenants may send less.",
                            "Bis zu 24 Stunden warten, oder eine Lizenz kaufen: Testmandanten dürfen weniger senden.")
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.7\\.233", "")
                    .later(
                            FailureScope.TENANT,
                            "The tenant has reached its daily limit of external recipients",
                            "Der Mandant hat seine Tagesgrenze für externe Empfänger erreicht")
                    .remedy(VOLUME, VOLUME_GERMAN)
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.7\\.236", "")
                    .later(
                            FailureScope.TENANT,
                            "The addresses under onmicrosoft.com have reached their limit of 100 external"
                                    + " recipients per day",
                            "Die Adressen unter onmicrosoft.com haben ihre Grenze von 100 externen Empfängern"
                                    + " je Tag erreicht")
                    .remedy(
                            "Send from an address in your own domain: Microsoft 365 admin center, Settings, Domains.",
                            "Von einer Adresse einer eigenen Domäne senden: Microsoft 365 Admin Center, Einstellungen,"
                                    + " Domänen.")
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.1\\.8", "")
                    .never(
                            FailureScope.MAILBOX,
                            "Microsoft has blocked the mailbox from sending as a source of spam",
                            "Microsoft hat das Postfach als Spamquelle für das Senden gesperrt")
                    .remedy(UNBLOCK, UNBLOCK_GERMAN),
            when("5\\d\\d", "5\\.7\\.(501|502|503|511)", "")
                    .never(
                            FailureScope.MAILBOX,
                            "Microsoft has banned this sender",
                            "Microsoft hat diesen Absender gesperrt")
                    .remedy(SUPPORT, SUPPORT_GERMAN),
            when("5\\d\\d", "5\\.7\\.705", "")
                    .never(
                            FailureScope.TENANT,
                            "The tenant has exceeded its threshold for outgoing messages",
                            "Der Mandant hat seine Schwelle für ausgehende Nachrichten überschritten")
                    .remedy(
                            "Find the source of the bulk messages, then ask Microsoft's support to lift the block.",
                            "Die Quelle der Massennachrichten finden, dann den Support von Microsoft bitten,"
                                    + " die Sperre aufzuheben."),
            when("5\\d\\d", "5\\.7\\.708", "")
                    .never(
                            FailureScope.TENANT,
                            "Exchange accepts no messages of this tenant from this IP address",
                            "Exchange nimmt von dieser IP-Adresse keine Nachrichten dieses Mandanten an")
                    .remedy(
                            "This is usual for new or trial tenants: contact Microsoft's support, or send"
                                    + " from another IP address.",
                            "Das ist bei neuen oder Testmandanten üblich: den Support von Microsoft"
                                    + " kontaktieren oder von einer anderen IP-Adresse senden."),
            when("5\\d\\d", "5\\.7\\.750", "")
                    .never(
                            FailureScope.TENANT,
                            "The tenant sends from domains that are not registered in it",
                            "Der Mandant sendet von Domänen, die nicht in ihm eingetragen sind")
                    .remedy(
                            "Add and verify the sender's domain in the Microsoft 365 admin center.",
                            "Die Domäne des Absenders im Microsoft 365 Admin Center hinzufügen und bestätigen."));

    private LimitReplies() {}
}
