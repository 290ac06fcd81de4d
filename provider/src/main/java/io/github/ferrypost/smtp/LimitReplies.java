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
            "Defender portal: Restricted entities: unblock the user after securing the account.";

    private static final String UNBLOCK_GERMAN =
            "Defender-Portal: Eingeschränkte Entitäten: den Benutzer freigeben," + " nachdem das Konto gesichert ist.";

    private static final String SPREAD = "Wait up to 24 hours, or spread the mail over several mailboxes.";

    private static final String SPREAD_GERMAN =
            "Bis zu 24 Stunden warten, oder die Mails auf mehrere Postfächer verteilen.";

    private static final String SUPPORT = "Ask Microsoft's support.";

    private static final String SUPPORT_GERMAN = "Den Support von Microsoft fragen.";

    private static final String VOLUME =
            "Wait up to 24 hours; for more external mail use Azure Communication Services.";

    private static final String VOLUME_GERMAN =
            "Bis zu 24 Stunden warten; für mehr externe Mail Azure Communication Services benutzen.";

    static final List<ReplyRule> ROWS = List.of(
            when(
                            "4\\d\\d",
                            "",
                            "(thread|concurrent connections|number of concurrent connections.*) limit|"
                                    + "too many (\\w+ ){0,2}connections|concurrent connections has exceeded")
                    .later(
                            FailureScope.MAILBOX,
                            "the mailbox has more connections than the server allows, here or in other programs",
                            "das Postfach hat mehr Verbindungen, als der Server erlaubt, hier oder in anderen"
                                    + " Programmen")
                    .remedy(
                            "Let nothing else send from this mailbox at the same time.",
                            "Nichts anderes gleichzeitig aus diesem Postfach senden lassen.")
                    .tooManyConnections(),
            when("432", "4\\.3\\.2", "")
                    .later(
                            FailureScope.MAILBOX,
                            "the mailbox has more than three connections at once",
                            "das Postfach hat mehr als drei Verbindungen zugleich")
                    .remedy(
                            "Let nothing else send from this mailbox at the same time.",
                            "Nichts anderes gleichzeitig aus diesem Postfach senden lassen.")
                    .tooManyConnections(),
            when("4\\d\\d", "", "submission rate")
                    .later(
                            FailureScope.MAILBOX,
                            "the mailbox sends faster than Exchange allows",
                            "das Postfach sendet schneller, als Exchange erlaubt")
                    .remedy(
                            "Send at most 30 messages a minute from one mailbox.",
                            "Höchstens 30 Nachrichten je Minute aus einem Postfach senden.")
                    .retryAfter(SHORT),
            when("451", "4\\.7\\.[56]\\d\\d", "")
                    .later(
                            FailureScope.MAILBOX,
                            "Exchange is busy, or takes the traffic for suspicious",
                            "Exchange ist beschäftigt oder hält den Verkehr für verdächtig")
                    .remedy(
                            "If it lasts, look into Defender's page on restricted entities.",
                            "Hält es an, in Defender unter Eingeschränkte Entitäten nachsehen."),
            when("451", "4\\.7\\.0", "")
                    .later(
                            FailureScope.SESSION,
                            "a server of Exchange is out of order for the moment",
                            "ein Server von Exchange ist im Moment gestört"),
            when("", "", "Actual verdict is (Suspend|HipSend|HipNotify)")
                    .never(
                            FailureScope.MAILBOX,
                            "the mailbox is blocked from sending, since Exchange suspects spam",
                            "das Postfach ist für das Senden gesperrt, da Exchange Spam vermutet")
                    .remedy(UNBLOCK, UNBLOCK_GERMAN),
            when("", "", "Actual verdict is RefuseQuota")
                    .later(
                            FailureScope.MAILBOX,
                            "the mailbox has sent as much as Exchange allows it for now",
                            "das Postfach hat so viel gesendet, wie Exchange ihm zurzeit erlaubt")
                    .remedy(SPREAD, SPREAD_GERMAN)
                    .retryAfter(LONG),
            when("", "", "Actual verdict is Throttle")
                    .later(FailureScope.MAILBOX, "Exchange slows the mailbox down", "Exchange bremst das Postfach")
                    .remedy(
                            "Send fewer messages at a time from this mailbox.",
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
                            "Exchange's filter for outgoing spam stops the mailbox",
                            "der Filter von Exchange für ausgehenden Spam hält das Postfach an")
                    .remedy(UNBLOCK, UNBLOCK_GERMAN)
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.2\\.25[1-5]", "")
                    .later(
                            FailureScope.MAILBOX,
                            "Exchange blocks the sender, since one permanent failure was repeated often",
                            "Exchange sperrt den Absender, da ein dauerhafter Fehler oft wiederholt wurde")
                    .remedy(
                            "Stop sending from this mailbox, remove the cause that the reply names, then wait.",
                            "Aus diesem Postfach nichts mehr senden, die genannte Ursache beheben, dann warten.")
                    .retryAfter(LONG),
            when("5\\d\\d", "", "submission ?quota")
                    .later(
                            FailureScope.MAILBOX,
                            "the mailbox has reached its limit of recipients a day",
                            "das Postfach hat seine Grenze an Empfängern je Tag erreicht")
                    .remedy(SPREAD, SPREAD_GERMAN)
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.1\\.90", "")
                    .later(
                            FailureScope.MAILBOX,
                            "the mailbox has reached its limit of recipients a day",
                            "das Postfach hat seine Grenze an Empfängern je Tag erreicht")
                    .remedy(SPREAD, SPREAD_GERMAN)
                    .retryAfter(LONG),
            when("5\\d\\d", "", "QuotaExceededException")
                    .later(
                            FailureScope.MAILBOX,
                            "the sending mailbox is full, and Exchange keeps a copy of what it sends",
                            "das sendende Postfach ist voll, und Exchange legt eine Kopie des Gesendeten darin ab")
                    .remedy(
                            "Make room in the mailbox, or raise its quota.",
                            "Im Postfach Platz schaffen, oder sein Kontingent anheben."),
            when("5\\d\\d", "5\\.7\\.232", "")
                    .later(
                            FailureScope.TENANT,
                            "the trial tenant has reached its limit of external recipients a day",
                            "der Testmandant hat seine Grenze an externen Empfängern je Tag erreicht")
                    .remedy(
                            "Wait up to 24 hours, or buy a licence: trial tenants may send less.",
                            "Bis zu 24 Stunden warten, oder eine Lizenz kaufen: Testmandanten dürfen weniger senden.")
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.7\\.233", "")
                    .later(
                            FailureScope.TENANT,
                            "the tenant has reached its limit of external recipients a day",
                            "der Mandant hat seine Grenze an externen Empfängern je Tag erreicht")
                    .remedy(VOLUME, VOLUME_GERMAN)
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.7\\.236", "")
                    .later(
                            FailureScope.TENANT,
                            "the addresses under onmicrosoft.com have reached their 100 external recipients a day",
                            "die Adressen unter onmicrosoft.com haben ihre 100 externen Empfänger je Tag erreicht")
                    .remedy(
                            "Send from an address of a domain of your own: Microsoft 365 admin center, Settings, Domains.",
                            "Von einer Adresse einer eigenen Domäne senden: Microsoft 365 Admin Center, Einstellungen,"
                                    + " Domänen.")
                    .retryAfter(LONG),
            when("5\\d\\d", "5\\.1\\.8", "")
                    .never(
                            FailureScope.MAILBOX,
                            "the mailbox is blocked from sending as a source of spam",
                            "das Postfach ist als Spamquelle für das Senden gesperrt")
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
                            "the tenant has exceeded its threshold of outgoing mail",
                            "der Mandant hat seine Schwelle für ausgehende Mail überschritten")
                    .remedy(
                            "Find the source of the mass mail; Microsoft's support lifts the block.",
                            "Die Quelle der Massenmails finden; der Support von Microsoft hebt die Sperre auf."),
            when("5\\d\\d", "5\\.7\\.708", "")
                    .never(
                            FailureScope.TENANT,
                            "Exchange takes no mail of this tenant from this IP address",
                            "Exchange nimmt von dieser IP-Adresse keine Mail dieses Mandanten")
                    .remedy(
                            "Usual for new or trial tenants: ask Microsoft's support, or send from another address.",
                            "Üblich bei neuen oder Test-Mandanten: den Support von Microsoft fragen, oder von einer"
                                    + " anderen IP-Adresse senden."),
            when("5\\d\\d", "5\\.7\\.750", "")
                    .never(
                            FailureScope.TENANT,
                            "the tenant sends from domains that are not registered in it",
                            "der Mandant sendet von Domänen, die nicht in ihm eingetragen sind")
                    .remedy(
                            "Add and verify the sender's domain in the Microsoft 365 admin center.",
                            "Die Domäne des Absenders im Microsoft 365 Admin Center hinzufügen und bestätigen."));

    private LimitReplies() {}
}
